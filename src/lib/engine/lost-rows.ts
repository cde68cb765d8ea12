/**
 * LostRows: unfinished rows whose Source is gone, found again by what a given file holds. Most files
 * of a drop are of no lost row's size, so nothing of them is read.
 */
import { asTransferError } from '../kernel/errors';
import type { Stripes } from '../kernel/stripes';
import type { Hashing } from '../sessions/session-store';
import type { SourceRef } from '../sources/source';
import type { Entry } from '../uploads/queue';
import { waitCauseOf } from '../uploads/transition';
import type { Upload } from '../uploads/upload';
import { fingerprint, knownStripes, readFingerprint } from './fingerprint';
import type { Arrival } from './intake';

/** ContentTools: what is known of rows' content, and how to ask a file for its own. */
export interface ContentTools {
	readonly hashing: (uploadId: string) => Promise<Hashing | undefined>;
	readonly checksum: (blob: Blob) => Promise<Stripes>;
	/** Opens a Source; rejects with `source-missing` or `source-forgotten` when it is gone. */
	readonly open: (source: SourceRef) => Promise<File>;
	/** The row as it is now; undefined when it went away. */
	readonly entry: (id: string) => Entry | undefined;
}

/** Lost rows of one size. */
interface Lost {
	/** By how many of their stripes are known, then by fingerprint. */
	readonly hashed: Map<number, Map<string, Entry[]>>;
	/** Nothing of them was read, so nothing can be lost by a file of the same name. */
	readonly unread: Entry[];
}

export class LostRows {
	readonly #tools: ContentTools;
	readonly #bySize = new Map<number, Entry[]>();
	readonly #lost = new Map<number, Promise<Lost>>();
	/** Sizes of rows that have been found to be lost already. */
	readonly #sizes = new Set<number>();

	constructor(entries: Iterable<Entry>, tools: ContentTools) {
		this.#tools = tools;
		for (const entry of entries) {
			const { kind, identity, status } = entry.upload;
			if (kind !== 'file' || !mayBeLost(entry)) continue;
			const rows = this.#bySize.get(identity.size);
			if (rows) rows.push(entry);
			else this.#bySize.set(identity.size, [entry]);
			if (isMissing(status)) this.#sizes.add(identity.size);
		}
	}

	/** areKnown tells without looking at the disk whether a row of this size says it is lost. */
	areKnown(size: number): boolean {
		return this.#sizes.has(size);
	}

	/** isLost looks whether a row's Source is gone. One that needs permission is not. */
	async isLost(row: Entry): Promise<boolean> {
		const entry = this.#tools.entry(row.upload.id);
		if (!entry || !mayBeLost(entry)) return false;
		const { status, source } = entry.upload;
		if (isMissing(status)) return true;
		return this.#tools.open(source).then(
			() => false,
			(error: unknown) => waitCauseOf(asTransferError(error).code) === 'source-missing'
		);
	}

	/**
	 * find gives the lost row that this file belongs to. Of several with its content the one that
	 * `isBest` is taken, else one of its name, else the first.
	 */
	async find(arrival: Arrival, isBest: (row: Entry) => boolean): Promise<Entry | undefined> {
		const { file, name, identity } = arrival;
		if (!file || !this.#bySize.has(identity.size)) return undefined;
		const { hashed, unread } = await this.#ofSize(identity.size);
		const same: Entry[] = [];
		for (const [known, rows] of hashed) {
			const content = await this.#read(file, known);
			if (content !== undefined) same.push(...(rows.get(content) ?? []).filter(this.#isStillLost));
		}
		const named = same.find((row) => row.upload.name === name);
		const found = same.find(isBest) ?? named ?? same[0];
		if (found) return found;
		const alike = unread.filter((row) => this.#isStillLost(row));
		return alike.find(isBest) ?? alike.find((row) => isAlike(row, arrival));
	}

	/** hasContent tells whether a file has the content that a row's hashing pass saw. */
	async hasContent(row: Entry, file: File): Promise<boolean> {
		const stripes = (await this.#tools.hashing(row.upload.id))?.stripes;
		const known = stripes ? knownStripes(stripes) : 0;
		if (!stripes || known === 0) return false;
		return (await this.#read(file, known)) === fingerprint(stripes);
	}

	/** The same row may have been given its file since. */
	readonly #isStillLost = ({ upload }: Entry): boolean => {
		const now = this.#tools.entry(upload.id);
		return now !== undefined && mayBeLost(now) && now.upload.source === upload.source;
	};

	#ofSize(size: number): Promise<Lost> {
		let lost = this.#lost.get(size);
		if (!lost) this.#lost.set(size, (lost = this.#look(size)));
		return lost;
	}

	async #look(size: number): Promise<Lost> {
		const hashed: Lost['hashed'] = new Map();
		const unread: Entry[] = [];
		const rows = (this.#bySize.get(size) ?? []).toSorted((a, b) => a.upload.order - b.upload.order);
		const seen = await Promise.all(
			rows.map(async (row) => {
				if (!(await this.isLost(row))) return undefined;
				return { row, stripes: (await this.#tools.hashing(row.upload.id))?.stripes };
			})
		);
		for (const one of seen) {
			if (!one) continue;
			const known = one.stripes ? knownStripes(one.stripes) : 0;
			if (!one.stripes || known === 0) {
				unread.push(one.row);
				continue;
			}
			const byContent = hashed.get(known) ?? new Map<string, Entry[]>();
			hashed.set(known, byContent);
			const content = fingerprint(one.stripes);
			byContent.set(content, [...(byContent.get(content) ?? []), one.row]);
		}
		return { hashed, unread };
	}

	async #read(file: File, known: number): Promise<string | undefined> {
		try {
			return await readFingerprint(file, known, this.#tools.checksum);
		} catch {
			// A file that can't be read is no row's file; if it becomes a row, that row says why.
			return undefined;
		}
	}
}

/**
 * isMissing: the row says that its Source can't give what was hashed. Where only the browser's File of
 * it is left, one that changed is as good as gone.
 */
export function isMissing(status: Upload['status']): boolean {
	if (status.state !== 'waiting') return false;
	return status.cause === 'source-missing' || status.cause === 'source-changed';
}

/** A row that is active may be about to find out that its Source is gone. */
function mayBeLost({ upload: { status } }: Entry): boolean {
	return status.state !== 'done' && status.state !== 'cancelled';
}

/** isAlike: the same name, size, time and folders, apart from the dropped one, which may be renamed. */
function isAlike({ upload }: Entry, { name, folders, identity }: Arrival): boolean {
	return (
		upload.name === name &&
		upload.identity.lastModified === identity.lastModified &&
		upload.folders.slice(1).join('/') === folders.slice(1).join('/') &&
		upload.folders.length === folders.length
	);
}
