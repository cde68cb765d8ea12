import type { Row } from './results';

const HEAD = ['workload', 'subject', 'metric', 'value', 'min–max', 'runs', 'bar', ''];
/** Columns of numbers stand to the right. */
const RIGHT: ReadonlySet<number> = new Set([3, 4, 5, 6]);

/** table prints rows for a person. */
export function table(rows: readonly Row[]): string {
	const lines = [HEAD, ...rows.map(cells)];
	const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
	return lines
		.map((line) =>
			line
				.map((cell, column) =>
					RIGHT.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)
				)
				.join('  ')
				.trimEnd()
		)
		.join('\n');
}

function cells(row: Row): readonly string[] {
	const { workload, subject, metric, unit, value, runs, note = '' } = row;
	if (value === null) return [workload, subject, metric, '–', '', '0', '', note];
	const range = row.min === row.max ? '' : `${row.min}–${row.max}`;
	return [
		workload,
		subject,
		metric,
		`${value} ${unit}`.trim(),
		range,
		String(runs),
		row.bar === undefined ? '' : `${row.sense === 'least' ? '≥' : '≤'} ${row.bar}`,
		[row.ok === undefined ? '' : row.ok ? 'reached' : 'MISSED', note].filter(Boolean).join(' · ')
	];
}
