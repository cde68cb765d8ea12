import type { Clock } from '../lib/kernel/clock';
import type { ConfigStore } from './config';

/** SandboxTime is the sandbox's own clock: the given one, shifted by the switch `clockOffset`. */
export interface SandboxTime {
	/** Milliseconds since the Unix epoch. */
	now(): number;
	/** Whole seconds since the Unix epoch. */
	seconds(): number;
}

/** sandboxTime reads the offset at each call, so that a test can jump while parts are in flight. */
export function sandboxTime(clock: Clock, config: ConfigStore): SandboxTime {
	const now = () => clock.now() + config.current.clockOffset * 1000;
	return { now, seconds: () => Math.floor(now() / 1000) };
}

/** chinaTime writes milliseconds as RFC 3339 with `+08:00`, as item dates are (123pan.md §7.1). */
export function chinaTime(ms: number): string {
	return new Date(ms + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00');
}
