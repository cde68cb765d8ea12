/** FaultAction is what goes wrong; contract.md, "A fault". */
export type FaultAction =
	| {
			readonly kind: 'status';
			readonly status: number;
			readonly headers?: Readonly<Record<string, string>>;
			readonly body?: string;
	  }
	| { readonly kind: 'drop'; readonly bytes?: number }
	| { readonly kind: 'drop-response' }
	| { readonly kind: 'stall'; readonly ms: number }
	| { readonly kind: 'corrupt' };

/**
 * Fault: requests that fit `match` meet `do`, after the first `after` of them (default 0) and at most
 * `times` times (default 1). `path` is a regular expression over the path without the host segment;
 * `host` is the provider host, or storage's Host header with or without its port.
 */
export interface Fault {
	readonly match: {
		readonly host?: string;
		readonly path?: string;
		readonly method?: string;
		readonly query?: Readonly<Record<string, string | number>>;
	};
	readonly after?: number;
	readonly times?: number;
	readonly do: FaultAction;
}

/** FaultRow is a Fault and what became of it: requests it fitted, and how often it struck. */
export type FaultRow = Fault & { readonly seen: number; readonly hits: number };

/** FaultTarget is what a Fault can look at. */
export interface FaultTarget {
	readonly host: string;
	readonly path: string;
	readonly method: string;
	readonly query: URLSearchParams;
}

/** FaultError says what is wrong with a fault list. */
export class FaultError extends Error {}

/** FaultList keeps the faults in force and counts their hits. */
export class FaultList {
	#rows: { readonly fault: Fault; readonly path: RegExp | null; seen: number; hits: number }[] = [];

	/** replace takes a whole new list; throws FaultError and changes nothing if it is not one. */
	replace(list: unknown): void {
		if (!Array.isArray(list)) throw new FaultError('faults are a list');
		this.#rows = list.map((item) => {
			const fault = parseFault(item);
			return { fault, path: compile(fault.match.path), seen: 0, hits: 0 };
		});
	}

	list(): readonly FaultRow[] {
		return this.#rows.map(({ fault, seen, hits }) => ({ ...fault, seen, hits }));
	}

	/** take gives what the first fitting fault in force does to this request, or null. */
	take(target: FaultTarget): FaultAction | null {
		let action: FaultAction | null = null;
		for (const row of this.#rows) {
			if (!fits(row.fault.match, row.path, target)) continue;
			row.seen += 1;
			const due = row.seen > (row.fault.after ?? 0) && row.hits < (row.fault.times ?? 1);
			if (action || !due) continue;
			row.hits += 1;
			action = row.fault.do;
		}
		return action;
	}
}

function fits(match: Fault['match'], path: RegExp | null, target: FaultTarget): boolean {
	// A browser's preflight must not use up a fault that is meant for the request behind it.
	if (target.method === 'OPTIONS' && match.method?.toUpperCase() !== 'OPTIONS') return false;
	if (match.method && match.method.toUpperCase() !== target.method) return false;
	const host = match.host?.toLowerCase();
	if (host && host !== target.host && host !== target.host.replace(/:\d+$/, '')) return false;
	if (path && !path.test(target.path)) return false;
	return Object.entries(match.query ?? {}).every(([name, value]) =>
		[...target.query].some(
			([key, sent]) => key.toLowerCase() === name.toLowerCase() && sent === String(value)
		)
	);
}

function compile(path: string | undefined): RegExp | null {
	try {
		return path === undefined ? null : new RegExp(path);
	} catch {
		throw new FaultError(`"path" is no regular expression: ${path}`);
	}
}

const KINDS = ['status', 'drop', 'drop-response', 'stall', 'corrupt'];

function parseFault(item: unknown): Fault {
	const fault = item as Fault | null;
	if (typeof fault !== 'object' || fault === null || typeof fault.do !== 'object')
		throw new FaultError('a fault is {"match", "after"?, "times"?, "do": {"kind"}}');
	if (!KINDS.includes(fault.do.kind))
		throw new FaultError(`"do.kind" is one of ${KINDS.join(', ')}`);
	if (fault.do.kind === 'status' && !Number.isInteger(fault.do.status))
		throw new FaultError('kind "status" needs a whole number "status"');
	if (fault.do.kind === 'stall' && typeof fault.do.ms !== 'number')
		throw new FaultError('kind "stall" needs a number "ms"');
	return { ...fault, match: fault.match ?? {} };
}
