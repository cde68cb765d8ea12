import { randomBytes } from 'node:crypto';
import type { Content } from '../../content';
import type { Account } from '../accounts';
import type { Plan } from '../sessions';

/** OpenSession is one upload under way (123pan.md §15.5, §15.6). */
export interface OpenSession {
	readonly id: string;
	readonly plan: Plan;
	readonly bucket: string;
	readonly key: string;
	/** The multipart upload at storage that holds its slices. */
	readonly uploadId: string;
	readonly sliceSize: number;
	/** Serial of the newest stored object at the start: a single PUT must come later. */
	readonly serial: number;
	/** All bytes, joined by the first completion; they are checked after some polls. */
	content: Content | null;
	polls: number;
	finished: boolean;
}

/** OpenSessions finds them by `preuploadID`. */
export class OpenSessions {
	#all = new Map<string, OpenSession>();

	add(fields: Omit<OpenSession, 'id' | 'content' | 'polls' | 'finished'>): OpenSession {
		const id = randomBytes(48).toString('base64url');
		const session = { ...fields, id, content: null, polls: 0, finished: false };
		this.#all.set(id, session);
		return session;
	}

	find(account: Account, id: string | undefined): OpenSession | undefined {
		const session = this.#all.get(id ?? '');
		return session?.plan.account === account ? session : undefined;
	}

	clear(): void {
		this.#all.clear();
	}
}
