/**
 * Queue: all Uploads, and the only writer of them. Turns what happens into Status by `transition`,
 * stores it, and tells who listens; the Runner does the work.
 */
import type { ConflictPolicy, Receipt } from '../drives/drive';
import { Emitter } from '../kernel/emitter';
import { asTransferError, type TransferError } from '../kernel/errors';
import type { StoredSession } from '../sessions/session-store';
import type { Identity, SourceRef, SourceRoot } from '../sources/source';
import { answerEvent } from './conflict';
import type { Entry, QueueChange, TakenOff } from './entry';
import { giveUp } from './give-up';
import { LateRunner } from './late-runner';
import { hasAnswered, Pauses } from './pauses';
import { Progress } from './progress';
import type { Limits } from './scheduler';
import { gather } from './taken-off';
import type { Tools } from './tools';
import { isActive, isDue, transition, type UploadEvent } from './transition';
import type { Upload, WaitCause } from './upload';
import { WakeTimers } from './wake-timers';

export type { Entry, QueueChange, TakenOff } from './entry';

export class Queue {
	readonly #tools: Tools;
	readonly #entries = new Map<string, Entry>();
	readonly #timers: WakeTimers;
	readonly #runner: LateRunner;
	readonly #pauses: Pauses;
	readonly changed = new Emitter<QueueChange>();
	/** Errors that may concern more than their row: the line, the proxy, the account, the store. */
	readonly trouble = new Emitter<{ error: TransferError; accountId: string }>();

	constructor(tools: Tools, limits: () => Limits) {
		this.#tools = tools;
		this.#pauses = new Pauses(tools.clock);
		this.#timers = new WakeTimers(tools.clock, (id) => this.#ring(id));
		this.#runner = new LateRunner(tools, limits, {
			uploads: () => [...this.#entries.values()].map(({ upload }) => upload),
			row: (id) => this.#entries.get(id),
			apply: (id, event) => this.#apply(id, event),
			keep: (id, fields) => this.#change(id, fields),
			keepSurely: (id, fields) => this.#store(id, fields),
			report: (id, error) => this.#report(id, error),
			progressed: (id) => this.changed.emit({ type: 'row', id }),
			failed: (id, error) => this.#failed(id, error)
		});
	}

	/** load takes the rows of an earlier life: what was active is queued again. */
	async load(): Promise<void> {
		const { store } = this.#tools;
		for (const upload of await store.uploads()) {
			this.#hold(upload, await store.session(upload.id), await store.receipts(upload.id));
		}
		this.pump();
	}

	entry(id: string): Entry | undefined {
		return this.#entries.get(id);
	}

	entries(): Iterable<Entry> {
		return this.#entries.values();
	}

	/** pump starts what may start, after something outside the queue has made room. */
	pump(): void {
		this.#runner.pump();
	}

	/** add stores rows with their roots before they exist, then starts what may start. */
	async add(uploads: readonly Upload[], roots: readonly SourceRoot[]): Promise<void> {
		await this.#tools.store.addUploads(uploads, roots);
		for (const upload of uploads) this.#hold(upload, undefined, []);
		this.pump();
	}

	/** pause stops rows until `resume`, or until that moment, milliseconds since the epoch. */
	async pause(ids?: readonly string[], until?: number): Promise<void> {
		const all = [...(ids ?? this.#entries.keys())];
		for (const id of all) this.#apply(id, until ? { type: 'schedule', until } : { type: 'pause' });
		await Promise.all(all.map((id) => this.#runner.stop(id)));
		// A row that kept its account at rest may have been among them.
		this.pump();
	}

	resume(ids?: readonly string[]): void {
		for (const id of ids ?? this.#entries.keys()) this.#apply(id, { type: 'resume' });
		this.pump();
	}

	/** arrange gives rows other places in line. */
	arrange(places: ReadonlyMap<string, Partial<Pick<Upload, 'order' | 'priority'>>>): void {
		for (const [id, place] of places) this.#change(id, place);
		this.pump();
	}

	retry(ids: readonly string[]): void {
		for (const id of ids) this.#apply(id, { type: 'retry' });
		this.pump();
	}

	/** cancel stops rows and gives their Sessions up; Retry begins anew. */
	async cancel(ids: readonly string[]): Promise<void> {
		for (const id of ids) this.#apply(id, { type: 'cancel' });
		for (const id of ids) {
			if (this.#entries.get(id)?.upload.status.state !== 'cancelled') continue;
			await this.#runner.stop(id);
			await this.forgetSession(id);
		}
		this.pump();
	}

	/** clear wakes every row that waits for one of these causes, of one account or of all. */
	clear(causes: readonly WaitCause[], accountId?: string): void {
		for (const [id, { upload }] of this.#entries) {
			if (accountId !== undefined && upload.accountId !== accountId) continue;
			this.#apply(id, { type: 'clear', causes });
		}
		this.pump();
	}

	/** wake makes a row go on, whatever stopped it: its time came, or its Source was given again. */
	wake(id: string): void {
		this.#revive(id);
		this.pump();
	}

	/** resolveConflict answers rows that wait for `conflict`. */
	resolveConflict(ids: readonly string[], policy: Exclude<ConflictPolicy, 'ask'>): void {
		for (const id of ids) {
			const { upload } = this.#entries.get(id) ?? {};
			const event = upload && answerEvent(upload, policy);
			if (!event) continue;
			this.#change(id, { conflict: policy });
			this.#apply(id, event);
		}
		this.pump();
	}

	/** restartWith begins again from another version of the Source; what was sent is given up. */
	async restartWith(id: string, source: Pick<Upload, 'source' | 'identity'>): Promise<void> {
		const entry = this.#entries.get(id);
		if (!entry) return;
		await this.#quieten(entry.upload);
		await this.forgetSession(id);
		await this.#tools.store.dropHashing(id);
		entry.progress.forget();
		this.#change(id, { ...source, digests: undefined, restarted: true });
		this.wake(id);
	}

	/** repoint gives a row another Source of the same bytes. Thousands may come at once: `pump` starts them. */
	async repoint(id: string, source: SourceRef, identity: Identity): Promise<void> {
		const { upload } = this.#entries.get(id) ?? {};
		// It still reads the Source from before, and would stop for want of it after being woken.
		if (upload && isActive(upload.status)) await this.#quieten(upload);
		this.#change(id, { source, identity });
		this.#revive(id);
	}

	/** takeOff removes rows and gives what `putBack` needs to undo that. */
	async takeOff(ids: readonly string[]): Promise<readonly TakenOff[]> {
		const entries = ids.flatMap((id) => this.#entries.get(id) ?? []);
		await Promise.all(entries.map(({ upload }) => this.#quieten(upload)));
		const { store } = this.#tools;
		const taken = await gather(entries, store);
		for (const { upload } of taken) {
			this.#timers.clear(upload.id);
			this.#entries.delete(upload.id);
		}
		await store.removeUploads(taken.map(({ upload }) => upload.id));
		for (const { upload } of taken) this.changed.emit({ type: 'removed', id: upload.id });
		this.pump();
		return taken;
	}

	/** putBack undoes takeOff: the rows go on where they were, but for those that are back already. */
	async putBack(rows: readonly TakenOff[]): Promise<void> {
		const { store } = this.#tools;
		const taken = rows.filter(({ upload }) => !this.#entries.has(upload.id));
		const roots = new Map(taken.flatMap(({ root }) => (root ? [[root.id, root] as const] : [])));
		const uploads = taken.map(({ upload }) => upload);
		await store.addUploads(uploads, [...roots.values()]);
		for (const { upload, session, receipts } of taken) {
			if (session) {
				await store.saveSession(session);
				await store.setReceipts(upload.id, receipts);
			}
			this.#hold(upload, session, receipts);
		}
		this.pump();
	}

	#hold(upload: Upload, session: StoredSession | undefined, receipts: readonly Receipt[]): void {
		const progress = new Progress(this.#tools.clock);
		if (upload.digests) progress.hashed = upload.identity.size;
		if (session) progress.parts(receipts, session.parts);
		progress.stop();
		this.#entries.set(upload.id, { upload, progress, activeSince: this.#tools.clock.now() });
		this.#apply(upload.id, { type: 'restart' });
		this.#arm(upload);
		this.changed.emit({ type: 'row', id: upload.id });
	}

	/** quieten stops a row's work, and lets nobody start it again while it is being changed. */
	async #quieten({ id }: Upload): Promise<void> {
		const entry = this.#entries.get(id);
		if (!entry) return;
		this.#entries.set(id, { ...entry, upload: { ...entry.upload, status: { state: 'paused' } } });
		await this.#runner.stop(id);
	}

	#apply(id: string, event: UploadEvent): void {
		const entry = this.#entries.get(id);
		if (!entry) return;
		const before = entry.upload.status;
		const status = transition(before, event);
		if (status === before) return;
		if (hasAnswered(before, status)) this.#pauses.answered(entry.upload.accountId);
		const now = this.#tools.clock.now();
		const spent = isActive(before) ? now - entry.activeSince : 0;
		this.#entries.set(id, { ...entry, activeSince: now });
		const fields = { status, activeMs: entry.upload.activeMs + spent };
		// After a crash whatever was active is queued again, so that is how the store may keep it.
		if (isActive(status)) this.#set(id, fields);
		else this.#change(id, fields);
		this.#arm({ id, status });
	}

	/** Rows that wait for the same moment go on together: there may be thousands. */
	#ring(id: string): void {
		this.#revive(id);
		const now = this.#tools.clock.now();
		for (const [other, { upload }] of this.#entries) {
			if (isDue(upload.status, now)) this.#revive(other);
		}
		this.pump();
	}

	#failed(id: string, error: TransferError): void {
		const accountId = this.#entries.get(id)?.upload.accountId;
		if (accountId === undefined) return;
		const until = this.#pauses.until(accountId, error);
		this.#apply(id, { type: 'error', code: error.code, detail: error.detail, until });
		this.#report(id, error);
	}

	#revive(id: string): void {
		this.#apply(id, { type: 'resume' });
		this.#apply(id, { type: 'retry' });
	}

	/** change replaces fields of an Upload in memory and in the store. */
	#change(id: string, fields: Partial<Upload>): void {
		this.#store(id, fields).catch((error) => this.#report(id, error));
	}

	async #store(id: string, fields: Partial<Upload>): Promise<void> {
		const upload = this.#set(id, fields);
		if (upload) await this.#tools.store.saveUpload(upload);
	}

	#report(id: string, error: unknown): void {
		const accountId = this.#entries.get(id)?.upload.accountId ?? '';
		this.trouble.emit({ error: asTransferError(error), accountId });
	}

	#set(id: string, fields: Partial<Upload>): Upload | undefined {
		const entry = this.#entries.get(id);
		if (!entry) return undefined;
		const upload = { ...entry.upload, ...fields };
		this.#entries.set(id, { ...entry, upload });
		this.changed.emit({ type: 'row', id });
		return upload;
	}

	#arm({ id, status }: Pick<Upload, 'id' | 'status'>): void {
		if (status.state === 'waiting' && status.until !== undefined) {
			this.#timers.set(id, status.until);
		} else {
			this.#timers.clear(id);
		}
	}

	/** forgetSession gives up what a row has sent: its next run begins anew. */
	async forgetSession(id: string): Promise<void> {
		const { store } = this.#tools;
		const entry = this.#entries.get(id);
		const session = await store.session(id);
		if (!entry || !session) return;
		await store.dropSession(id);
		entry.progress.forget();
		this.changed.emit({ type: 'row', id });
		const error = await giveUp(session, entry.upload, this.#tools);
		if (error) this.#report(id, error);
	}
}
