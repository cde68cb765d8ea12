/** Log file: a FlightLog as a person hands it on, with the browser and version that it is of. */
import type { FlightLog, FlightRecord } from '../flight/flight-recorder';

/** Surroundings: what the engine does not know of where it runs. */
export interface Surroundings {
	/** Version of Panlift. */
	readonly version: string;
	/** As the browser calls itself. */
	readonly browser: string;
	readonly languages: readonly string[];
}

/**
 * logFile writes JSON, one record a line: `{"panlift": "log", "version": 1, "app", "browser",
 * "languages", "madeAt", "settings", "rows", "records"}`, times in ISO 8601.
 */
export function logFile(log: FlightLog, { version, browser, languages }: Surroundings): string {
	const { madeAt, settings, rows, records } = log;
	const head = {
		panlift: 'log',
		version: 1,
		app: version,
		browser,
		languages,
		madeAt: timeOf(madeAt),
		settings,
		rows: rows.map((row) => ({ ...row, addedAt: timeOf(row.addedAt) }))
	};
	const lines = records.map(({ at, ...record }: FlightRecord) => {
		return `\t\t${JSON.stringify({ at: timeOf(at), ...record })}`;
	});
	const begin = JSON.stringify(head, undefined, '\t').replace(/\n}$/, '');
	return `${begin},\n\t"records": [\n${lines.join(',\n')}\n\t]\n}\n`;
}

function timeOf(at: number): string {
	return new Date(at).toISOString();
}
