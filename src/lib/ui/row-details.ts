/** The facts of a row, in the order in which people look for them. */
import type { UploadRow } from '../engine/engine-api';
import type { Tongue } from './row-status';

export interface Detail {
	readonly label: string;
	readonly value: string;
	/** Long text that wants a line of its own. */
	readonly wide?: boolean;
}

/** detailsOf lists what is known of a row; what is not known yet is left out. */
export function detailsOf(row: UploadRow, { t, f }: Tongue): readonly Detail[] {
	const { details: d } = t;
	const isError = row.state === 'failed' || row.state === 'waiting';
	const error = isError && [row.code, row.detail].filter(Boolean).join(' · ');
	const parts = row.partsTotal > 0 && d.partsOf(f.count(row.partsDone), f.count(row.partsTotal));
	const facts: readonly (readonly [
		label: string,
		value: string | false | undefined,
		wide?: true
	])[] = [
		[d.remotePath, row.path, true],
		[d.size, f.bytes(row.size)],
		[d.parts, parts],
		[d.way, row.viaProxy && t.row.viaProxy],
		[d.elapsed, row.elapsedMs >= 1000 && f.duration(row.elapsedMs)],
		[d.speed, row.speed > 0 && f.speed(row.speed)],
		[d.eta, row.etaMs !== undefined && f.eta(row.etaMs)],
		[d.remoteId, row.remoteId],
		[d.error, error, true]
	];
	return facts.flatMap(([label, value, wide = false]) => (value ? [{ label, value, wide }] : []));
}
