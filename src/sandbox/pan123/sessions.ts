import type { Content } from '../content';
import type { Account } from './accounts';

/** Plan is what an upload_request asked for. */
export interface Plan {
	readonly account: Account;
	readonly parent: number;
	readonly name: string;
	/** Claimed MD5, lower-case hex. */
	readonly etag: string;
	readonly size: number;
	readonly duplicate: 0 | 1 | 2;
}

/** UploadSession is one provider-side upload (123pan.md §9.2). */
export interface UploadSession {
	readonly plan: Plan;
	/** Id of the session only; the file gets another one. */
	readonly provisionalId: number;
	readonly bucket: string;
	readonly key: string;
	readonly uploadId: string;
	readonly node: string;
	readonly sliceSize: number;
	/** Serial of the newest stored object at the start: a single PUT must come later. */
	readonly serial: number;
	/** Set by the call that hands out URLs; completion must agree with it (§17.6). */
	mode: 'none' | 'single' | 'multi';
	/** Bytes joined by the legacy `s3_complete_multipart_upload`. */
	joined: Content | null;
	completions: number;
	finished: boolean;
}

/** SessionList finds upload sessions. */
export class SessionList {
	#byUploadId = new Map<string, UploadSession>();
	#byId = new Map<number, UploadSession>();
	#byPlan = new Map<string, UploadSession[]>();
	#nextId = 1056000001;

	add(session: Omit<UploadSession, 'provisionalId'>): UploadSession {
		const added = { ...session, provisionalId: this.#nextId };
		// Steps of a prime: nothing can mistake the next provisional id for a final one.
		this.#nextId += 7;
		this.#byUploadId.set(added.uploadId, added);
		this.#byId.set(added.provisionalId, added);
		const plan = keyOf(added.plan);
		this.#byPlan.set(plan, [added, ...(this.#byPlan.get(plan) ?? [])]);
		return added;
	}

	find(account: Account, uploadId: string | undefined): UploadSession | undefined {
		const session = this.#byUploadId.get(uploadId ?? '');
		return session?.plan.account === account ? session : undefined;
	}

	findById(account: Account, provisionalId: number | undefined): UploadSession | undefined {
		const session = this.#byId.get(provisionalId ?? 0);
		return session?.plan.account === account ? session : undefined;
	}

	/** same finds unfinished sessions of an equal plan, newest first. */
	same(plan: Plan): readonly UploadSession[] {
		return (this.#byPlan.get(keyOf(plan)) ?? []).filter(({ finished }) => !finished);
	}

	clear(): void {
		this.#byUploadId.clear();
		this.#byId.clear();
		this.#byPlan.clear();
	}
}

function keyOf({ account, parent, name, etag, size, duplicate }: Plan): string {
	return JSON.stringify([account.uid, parent, name, etag, size, duplicate]);
}
