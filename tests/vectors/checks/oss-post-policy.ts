import { expect } from 'vitest';
import { authenticateForm } from '../../../src/sandbox/oss/form-signature';
import { checkPolicy } from '../../../src/sandbox/oss/policy';
import { signV1 } from '../../../src/sandbox/oss/signature-v1';
import { ALGORITHM, signV4 } from '../../../src/sandbox/oss/signature-v4';
import { agree, rowsOf, type Implementation, type Vector } from './vector';

interface PolicyRow {
	readonly name: string;
	readonly signatureVersion: string;
	readonly input: {
		readonly now: string;
		/** Of V4 alone. */
		readonly region?: string;
		readonly policyJson: string;
		readonly credentials: {
			readonly accessKeyId: string;
			readonly accessKeySecret: string;
			readonly securityToken: string;
		};
	};
	readonly expected: Expected;
}

interface Expected {
	readonly policy: string;
	/** Of V4 alone. */
	readonly stringToSign?: string;
	readonly formFields: Readonly<Record<string, string>>;
	readonly signature: string;
}

const POLICIES: readonly Implementation<PolicyRow, Expected>[] = [
	// A client's form, signed with what the sandbox checks signatures by.
	(row) => {
		const { policyJson, credentials } = row.input;
		expect(['V1', 'V4']).toContain(row.signatureVersion);
		const policy = Buffer.from(policyJson).toString('base64');
		const { fields, signature } = row.signatureVersion === 'V1' ? v1(row, policy) : v4(row, policy);
		return {
			policy,
			...(row.signatureVersion === 'V4' && { stringToSign: policy }),
			formFields: { ...fields, policy, 'x-oss-security-token': credentials.securityToken },
			signature
		};
	},
	// The sandbox takes the form for what its policy allows.
	({ input, expected }) => {
		const { accessKeyId, accessKeySecret, securityToken } = input.credentials;
		const { expiration, conditions } = JSON.parse(input.policyJson) as {
			readonly expiration: string;
			readonly conditions: readonly unknown[];
		};
		// A policy that ended before it was signed would be a mistake in the file.
		expect(Date.parse(expiration)).toBeGreaterThan(Date.parse(input.now));
		const of = (name: string) =>
			String(conditions.map((condition) => valueOf(condition, name)).find(Boolean));
		const sent = { ...expected.formFields, key: of('key') };
		const fields = new Map(
			Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value])
		);
		const now = Date.parse(input.now);
		const policy = authenticateForm(fields, {
			...{ now, region: input.region ?? '', signatures: 'both' },
			keyOf: (id) =>
				id === accessKeyId ? { accessKeyId, accessKeySecret, securityToken } : undefined
		});
		checkPolicy(policy, { bucket: of('bucket'), fields }, now);
		return { policy };
	}
];

/**
 * ossPostPolicy checks oss-post-policy.json. The implementation is the sandbox's, which checks the
 * forms of sample uploads: 115 signs those, and the product signs none.
 */
export function ossPostPolicy(file: unknown): readonly Vector[] {
	return rowsOf<PolicyRow>(file).map((row) => ({
		name: row.name,
		run: () => agree(row.expected, row, POLICIES)
	}));
}

function v1({ input: { credentials } }: PolicyRow, policy: string) {
	const signature = signV1(credentials.accessKeySecret, policy);
	return { fields: { OSSAccessKeyId: credentials.accessKeyId, Signature: signature }, signature };
}

function v4({ input: { now, region, credentials } }: PolicyRow, policy: string) {
	const date = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
	const scope = `${date.slice(0, 8)}/${region}/oss/aliyun_v4_request`;
	const signature = signV4(credentials.accessKeySecret, scope, policy);
	const fields = {
		'x-oss-signature-version': ALGORITHM,
		'x-oss-credential': `${credentials.accessKeyId}/${scope}`,
		'x-oss-date': date,
		'x-oss-signature': signature
	};
	return { fields, signature };
}

function valueOf(condition: unknown, name: string): unknown {
	if (!Array.isArray(condition)) return (condition as Record<string, unknown>)[name];
	return condition[1] === `$${name}` ? (condition[2] as unknown) : undefined;
}
