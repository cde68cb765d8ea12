import { AdminError } from './admin-error';

/** linkFrom checks a link setting: bytes per second and milliseconds, both optional, from 0. */
export function linkFrom(body: Readonly<Record<string, unknown>>): {
	bytesPerSecond?: number;
	latencyMs?: number;
} {
	for (const [name, value] of Object.entries(body)) {
		if (name !== 'bytesPerSecond' && name !== 'latencyMs')
			throw new AdminError(400, `unknown setting "${name}"; known: bytesPerSecond, latencyMs`);
		if (typeof value !== 'number' || !(value >= 0))
			throw new AdminError(400, `"${name}" is a number from 0`);
	}
	return body;
}
