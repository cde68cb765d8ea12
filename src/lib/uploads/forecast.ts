/** Forecast: how long the files in line take, where it is the drive's pace that limits them. Pure. */

/** InLine: what one account still has to take. */
export interface InLine {
	readonly accountId: string;
	readonly files: number;
	/** Bytes. */
	readonly bytes: number;
	/** Milliseconds between two new files at the pace of the drive. */
	readonly gapMs: number;
	/** What the account's line carries, or is allowed to, bytes per second; undefined: not known. */
	readonly rate: number | undefined;
}

/** Forecast: the account that takes longest, by its pace. */
export interface Forecast {
	readonly accountId: string;
	readonly files: number;
	/** Milliseconds. */
	readonly ms: number;
	/** New files a second. */
	readonly perSecond: number;
}

/** A shorter time is over before anybody has read about it, milliseconds. */
const WORTH_TELLING_MS = 60_000;
/** On a line that was not measured yet, files below this size are surely quicker than their calls. */
const SMALL_BYTES = 64 * 1024;

/** forecastOf tells nothing where the line takes longer than the pace, or all is over soon. */
export function forecastOf(accounts: readonly InLine[]): Forecast | undefined {
	const told = accounts.flatMap(({ accountId, files, bytes, gapMs, rate }): Forecast[] => {
		const ms = files * gapMs;
		const isSmall = bytes < files * SMALL_BYTES;
		const lineMs = rate ? (bytes / rate) * 1000 : isSmall ? 0 : Infinity;
		if (ms < WORTH_TELLING_MS || ms <= lineMs) return [];
		return [{ accountId, files, ms, perSecond: 1000 / gapMs }];
	});
	return told.sort((a, b) => b.ms - a.ms)[0];
}
