/** JournalRow is one request, without anything secret. `status` 0: cut, or not answered yet. */
export interface JournalRow {
	/** Milliseconds since the Unix epoch, by the sandbox clock. */
	readonly time: number;
	readonly host: string;
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	status: number;
	bytesIn: number;
	bytesOut: number;
	/** S3 part number, if the request is about one. */
	readonly part: number | null;
}

const KEPT = 200_000;
const SECRET =
	/^(x-(amz|oss)-(signature|credential|security-token)|security-token|ossaccesskeyid|signature|token|access_token|refresh_token|client_secret|code|k|s|params|sharepwd)$/i;

/** Journal is the request log of `/_sandbox/log`; it keeps the newest rows. */
export class Journal {
	#rows: JournalRow[] = [];

	/** enter adds a request as it arrives; the caller fills in the rest as it happens. */
	enter(row: {
		readonly time: number;
		readonly host: string;
		readonly method: string;
		readonly path: string;
		readonly query: URLSearchParams;
	}): JournalRow {
		const query = Object.fromEntries([...row.query].filter(([name]) => !SECRET.test(name)));
		const part = Number(query.partNumber ?? NaN);
		const entry: JournalRow = {
			...row,
			query,
			status: 0,
			bytesIn: 0,
			bytesOut: 0,
			part: Number.isInteger(part) ? part : null
		};
		this.#rows.push(entry);
		if (this.#rows.length > KEPT) this.#rows = this.#rows.slice(KEPT / 2);
		return entry;
	}

	/** blank is a row that is filled in but never listed: admin calls are no traffic. */
	blank(time: number): JournalRow {
		const nothing = { host: '', method: '', path: '', query: {}, part: null };
		return { time, ...nothing, status: 0, bytesIn: 0, bytesOut: 0 };
	}

	list(): readonly JournalRow[] {
		return this.#rows;
	}

	clear(): void {
		this.#rows = [];
	}
}
