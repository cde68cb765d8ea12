/** Tabs: the leader's engine answers for all tabs; followers show what it tells and pass on commands. */
import { asTransferError, TransferError } from '../kernel/errors';
import type { Update } from './engine-api';
import type { Command, Commands, TabChannel } from './tab-channel';

/** LeaderGone: the call was not carried out, or its answer is lost; ask the next leader. */
export class LeaderGone extends Error {}

/** serveTabs answers followers until the returned function is called. */
export function serveTabs(
	channel: TabChannel,
	engine: { readonly commands: Commands; readonly whole: () => Update }
): { readonly update: (update: Update) => void; readonly stop: () => void } {
	let followed = false;
	const stop = channel.on((message) => {
		if (message.type === 'join') {
			followed = true;
			channel.post({ type: 'update', update: engine.whole(), whole: true });
		}
		if (message.type === 'call') {
			const { id } = message;
			void call(engine.commands, message.command, message.args).then(
				(output) => channel.post({ type: 'answer', id, output }),
				(error: unknown) =>
					channel.post({ type: 'answer', id, error: asTransferError(error).toWire() })
			);
		}
	});
	channel.post({ type: 'hello' });
	return {
		stop,
		update(update) {
			if (followed) channel.post({ type: 'update', update, whole: false });
		}
	};
}

/** call runs a command by name. */
export function call(
	commands: Commands,
	command: Command,
	args: readonly unknown[]
): Promise<unknown> {
	const run = commands[command] as (...args: readonly unknown[]) => Promise<unknown>;
	return run(...args);
}

interface Pending {
	readonly command: Command;
	readonly args: readonly unknown[];
	readonly resolve: (output: unknown) => void;
	readonly reject: (error: unknown) => void;
}

/** Follower: this tab's end of the leader's engine. */
export class Follower {
	readonly #channel: TabChannel;
	readonly #pending = new Map<string, Pending>();
	readonly #stop: () => void;

	constructor(channel: TabChannel, onUpdate: (update: Update, whole: boolean) => void) {
		this.#channel = channel;
		this.#stop = channel.on((message) => {
			if (message.type === 'update') onUpdate(message.update, message.whole);
			if (message.type === 'hello') this.#again();
			if (message.type === 'answer') this.#answer(message);
		});
		this.join();
	}

	/** join asks for the whole picture. */
	join(): void {
		this.#channel.post({ type: 'join' });
	}

	call(command: Command, args: readonly unknown[]): Promise<unknown> {
		return new Promise((resolve, reject) => {
			const id = crypto.randomUUID();
			this.#pending.set(id, { command, args, resolve, reject });
			this.#channel.post({ type: 'call', id, command, args });
		});
	}

	/** leave rejects what is unanswered with LeaderGone: this tab leads now. */
	leave(): void {
		this.#stop();
		for (const { reject } of this.#pending.values()) reject(new LeaderGone());
		this.#pending.clear();
	}

	/** A new leader knows nothing of calls that the old one did not answer. */
	#again(): void {
		this.join();
		for (const [id, { command, args }] of this.#pending) {
			this.#channel.post({ type: 'call', id, command, args });
		}
	}

	#answer(message: {
		id: string;
		output?: unknown;
		error?: Parameters<typeof TransferError.fromWire>[0];
	}) {
		const pending = this.#pending.get(message.id);
		this.#pending.delete(message.id);
		if (message.error) pending?.reject(TransferError.fromWire(message.error));
		else pending?.resolve(message.output);
	}
}
