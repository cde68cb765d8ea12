import { OssError } from './errors';

/** PolicyTarget is what the conditions of a policy look at; names of fields are in lower case. */
export interface PolicyTarget {
	readonly bucket: string;
	readonly fields: ReadonlyMap<string, string>;
}

/** SizeRange is how many bytes a form's file may have, both ends inside. */
export interface SizeRange {
	readonly min: number;
	readonly max: number;
}

/**
 * checkPolicy holds a form against its policy, base64 of JSON, and gives what its file's size must
 * be. Throws OssError InvalidPolicyDocument, or AccessDenied when a condition does not hold or the
 * policy's time is over (object-storage.md §11).
 */
export function checkPolicy(policy: string, target: PolicyTarget, now: number): SizeRange {
	const { expiration, conditions } = decode(policy);
	const end = typeof expiration === 'string' ? Date.parse(expiration) : NaN;
	if (Number.isNaN(end) || !Array.isArray(conditions)) throw invalid('expiration or conditions');
	if (now > end) throw denied('Policy expired.');
	let size: SizeRange = { min: 0, max: Infinity };
	for (const condition of conditions.flatMap(expand)) {
		if (condition[0] === 'content-length-range') {
			const [min, max] = [Number(condition[1]), Number(condition[2])];
			if (!(min <= max)) throw invalid('content-length-range');
			size = { min: Math.max(size.min, min), max: Math.min(size.max, max) };
		} else if (!holds(condition, target)) {
			throw denied(`Policy Condition failed: ${JSON.stringify(condition)}.`);
		}
	}
	return size;
}

/** checkSize refuses a file that is smaller or larger than its policy says. */
export function checkSize(size: number, { min, max }: SizeRange): void {
	if (size < min) throw new OssError('EntityTooSmall', { details: { MinSizeAllowed: min, ProposedSize: size } }); // prettier-ignore
	if (size > max) throw new OssError('EntityTooLarge', { details: { MaxSizeAllowed: max, ProposedSize: size } }); // prettier-ignore
}

type Condition = readonly unknown[];

function expand(condition: unknown): readonly Condition[] {
	if (Array.isArray(condition)) return [condition as Condition];
	if (typeof condition !== 'object' || condition === null) throw invalid('a condition');
	return Object.entries(condition).map(([name, value]) => ['eq', `$${name}`, value as unknown]);
}

function holds([test, name, value]: Condition, target: PolicyTarget): boolean {
	if (typeof name !== 'string' || !name.startsWith('$')) throw invalid('a condition');
	const field = name.slice(1).toLowerCase();
	const sent = field === 'bucket' ? target.bucket : (target.fields.get(field) ?? '');
	if (test === 'eq') return sent === String(value);
	if (test === 'starts-with') return sent.startsWith(String(value));
	if ((test === 'in' || test === 'not-in') && Array.isArray(value))
		return value.includes(sent) === (test === 'in');
	throw invalid('a condition');
}

function decode(policy: string): Readonly<Record<string, unknown>> {
	try {
		const decoded = JSON.parse(Buffer.from(policy, 'base64').toString('utf8')) as unknown;
		if (typeof decoded === 'object' && decoded !== null) return decoded as Record<string, unknown>;
	} catch {
		// No JSON: refused below like any other wrong policy.
	}
	throw invalid('JSON');
}

function invalid(what: string): OssError {
	return new OssError('InvalidPolicyDocument', {
		message: `Invalid Policy: ${what} is missing or malformed.`
	});
}

function denied(why: string): OssError {
	return new OssError('AccessDenied', { message: `Invalid according to Policy: ${why}` });
}
