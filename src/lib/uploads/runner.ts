/** Runner: keeps as many Uploads at work as the limits allow, and lets go of them on demand. */
import { asTransferError, isAbort, TransferError } from '../kernel/errors';
import type { Progress } from './progress';
import type { Bandwidth } from './bandwidth';
import { planUploads, type Limits } from './scheduler';
import type { Tools } from './tools';
import type { UploadEvent } from './transition';
import { openBandwidth, runUpload } from './uploader';
import type { Upload } from './upload';

/** Rows: what the runner needs of the queue, which alone writes them. */
export interface Rows {
	uploads(): Iterable<Upload>;
	row(id: string): { readonly upload: Upload; readonly progress: Progress } | undefined;
	apply(id: string, event: UploadEvent): void;
	keep(id: string, fields: Partial<Upload>): void;
	/** keepSurely is keep; durable when it resolves. */
	keepSurely(id: string, fields: Partial<Upload>): Promise<void>;
	/** Something beside the row's own work failed. */
	report(id: string, error: unknown): void;
	progressed(id: string): void;
	failed(id: string, error: TransferError): void;
}

interface Work {
	readonly controller: AbortController;
	/** It is to finish the parts on their way, and then go back into line. */
	readonly leaving: AbortController;
	readonly ended: Promise<void>;
}

export class Runner {
	readonly #tools: Tools;
	readonly #limits: () => Limits;
	readonly #rows: Rows;
	readonly #work = new Map<string, Work>();
	readonly #bandwidth: Bandwidth;

	constructor(tools: Tools, limits: () => Limits, rows: Rows) {
		this.#tools = tools;
		this.#limits = limits;
		this.#rows = rows;
		this.#bandwidth = openBandwidth(tools);
	}

	/** pump starts what may start. Called after anything that may have made room. */
	pump(): void {
		// It may be the limit that changed.
		this.#bandwidth.changed();
		const work = [...this.#work];
		const leaving = new Set(work.flatMap(([id, one]) => (one.leaving.signal.aborted ? id : [])));
		const running = new Set(this.#work.keys());
		const plan = planUploads(this.#rows.uploads(), running, this.#limits(), leaving);
		for (const id of plan.yielding) this.#work.get(id)?.leaving.abort();
		for (const id of plan.starting) this.#start(id);
	}

	/** stop aborts a row's work; resolves when it has let go of everything. */
	async stop(id: string): Promise<void> {
		const work = this.#work.get(id);
		work?.controller.abort();
		await work?.ended;
	}

	#start(id: string): void {
		const row = this.#rows.row(id);
		if (!row) return;
		const controller = new AbortController();
		const leaving = new AbortController();
		const signals = { signal: controller.signal, leaving: leaving.signal };
		const ended = this.#run(row.upload, row.progress, signals).finally(() => {
			this.#work.delete(id);
			row.progress.stop();
			this.pump();
		});
		this.#work.set(id, { controller, leaving, ended });
	}

	async #run(
		upload: Upload,
		progress: Progress,
		{ signal, leaving }: { readonly signal: AbortSignal; readonly leaving: AbortSignal }
	): Promise<void> {
		const { id } = upload;
		// The row was listed as queued a moment ago; its work begins after `#work` knows of it.
		await Promise.resolve();
		const { clock, store } = this.#tools;
		try {
			signal.throwIfAborted();
			await runUpload(
				{
					upload,
					progress,
					signal,
					leaving,
					bandwidth: this.#bandwidth,
					startedAt: clock.now(),
					// An event of work that was stopped must not touch the row any more.
					emit: (event) => {
						if (!signal.aborted) this.#rows.apply(id, event);
					},
					keep: (fields) => this.#rows.keep(id, fields),
					asks: (asked) => this.#rows.keepSurely(id, { asked }),
					report: (error) => this.#rows.report(id, error),
					onProgress: () => this.#rows.progressed(id)
				},
				this.#tools
			);
			if (this.#rows.row(id)?.upload.status.state === 'done') {
				await Promise.all([store.dropSession(id), store.dropHashing(id)]);
			}
		} catch (error) {
			if (signal.aborted) return;
			if (leaving.aborted && isAbort(error)) return this.#rows.apply(id, { type: 'yield' });
			const failure = isAbort(error)
				? new TransferError('unexpected', { detail: 'aborted from below', cause: error })
				: asTransferError(error);
			this.#rows.failed(id, failure);
		}
	}
}
