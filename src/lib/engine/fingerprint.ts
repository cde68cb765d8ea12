/**
 * Fingerprint: tells by a few stripes whether a file has the content that was hashed before, whatever
 * it is called now. Cheap, so it is no proof: parts are compared stripe by stripe when they are sent.
 */
import { STRIPE_BYTES, STRIPE_SUM_BYTES, type Stripes } from '../kernel/stripes';

/** Stripes between the first and the last one that are looked at. */
const BETWEEN = 8;

/** sampleOf lists the stripes to look at, in order, when `known` ones from the first are known. */
export function sampleOf(known: number): readonly number[] {
	const steps = Math.min(known, BETWEEN + 2);
	if (steps < 2) return steps === 1 ? [0] : [];
	return Array.from({ length: steps }, (_, step) =>
		Math.floor((step * (known - 1)) / (steps - 1) + 0.5)
	);
}

/** knownStripes counts them. */
export function knownStripes(stripes: Stripes): number {
	return Math.floor(stripes.length / STRIPE_SUM_BYTES);
}

/** fingerprint of a file of which `known` stripes are known; the same for the same content. */
export function fingerprint(stripes: Stripes): string {
	return sampleOf(knownStripes(stripes))
		.map((number) => sum(stripes, number))
		.join();
}

/** readFingerprint reads of a file what `fingerprint` would tell if `known` of its stripes were. */
export async function readFingerprint(
	file: Blob,
	known: number,
	checksum: (blob: Blob) => Promise<Stripes>
): Promise<string> {
	const sample = sampleOf(known);
	// Whole stripes one after another are stripes of a shorter file: one reading for all.
	const pieces = sample.map((number) =>
		file.slice(number * STRIPE_BYTES, (number + 1) * STRIPE_BYTES)
	);
	const read = await checksum(new Blob(pieces));
	return sample.map((_, index) => sum(read, index)).join();
}

function sum(stripes: Stripes, number: number): string {
	return stripes.subarray(number * STRIPE_SUM_BYTES, (number + 1) * STRIPE_SUM_BYTES).join(' ');
}
