import type { Chance } from './chance';
import type { SimTime } from './sim-time';

const METHODS = [
	'digest',
	'encrypt',
	'decrypt',
	'sign',
	'importKey',
	'deriveKey',
	'deriveBits'
] as const;

/**
 * simulateCrypto makes the global `crypto` repeatable: its luck comes from the seed, and what it
 * computes on other threads ends in the order in which it began. Gives what undoes that.
 */
export function simulateCrypto(time: SimTime, chance: Chance): () => void {
	const { subtle } = crypto;
	const replaced: (() => void)[] = [];
	const replace = (target: object, name: string, value: unknown) => {
		Object.defineProperty(target, name, { value, configurable: true, writable: true });
		replaced.push(() => void Reflect.deleteProperty(target, name));
	};
	for (const name of METHODS) {
		const original = Reflect.get(subtle, name) as (...args: unknown[]) => Promise<unknown>;
		replace(subtle, name, (...args: unknown[]) => time.real(original.apply(subtle, args)));
	}
	replace(crypto, 'getRandomValues', <T extends ArrayBufferView>(array: T): T => {
		const { buffer, byteOffset, byteLength } = array;
		new Uint8Array(buffer, byteOffset, byteLength).set(chance.bytes(byteLength));
		return array;
	});
	replace(crypto, 'randomUUID', () => {
		const hex = Buffer.from(chance.bytes(16)).toString('hex');
		return [8, 12, 16, 20, 32].map((end, i) => hex.slice([0, 8, 12, 16, 20][i], end)).join('-');
	});
	return () => {
		for (const undo of replaced) undo();
	};
}
