/**
 * Ask: the service worker's questions to the engine that leads. It knocks first: a tab that the
 * browser has frozen hears everything much later, and must not carry out then what was given up.
 */
import type { Clock } from '../kernel/clock';
import { asTransferError, TransferError, type WireError } from '../kernel/errors';
import { withinLimit } from '../kernel/time-limit';
import type { Channel } from './channel';
import type { UploadsSource } from './local-api';

type Question = Exclude<keyof UploadsSource, 'isLive'>;

export type AskMessage =
	| { readonly type: 'knock' | 'here'; readonly id: string }
	| {
			readonly type: 'ask';
			readonly id: string;
			readonly question: Question;
			readonly args: readonly unknown[];
	  }
	| {
			readonly type: 'answer';
			readonly id: string;
			readonly output?: unknown;
			readonly error?: WireError;
	  };

/** The BroadcastChannel of these messages. */
export const ASK_CHANNEL = 'panlift-local-api';

const KNOCK_LIMIT_MS = 1_000;
/** A drive may be told of an end of a session meanwhile. */
const ANSWER_LIMIT_MS = 30_000;

/** answerAsks answers with what `source` says, until the returned function is called. */
export function answerAsks(channel: Channel<AskMessage>, source: UploadsSource): () => void {
	return channel.on((message) => {
		const { id } = message;
		if (message.type === 'knock') channel.post({ type: 'here', id });
		if (message.type !== 'ask') return;
		const ask = source[message.question] as (...args: readonly unknown[]) => Promise<unknown>;
		void ask(...message.args).then(
			(output) => channel.post({ type: 'answer', id, output }),
			(error: unknown) =>
				channel.post({ type: 'answer', id, error: asTransferError(error).toWire() })
		);
	});
}

/** liveSource finds the engine that leads; undefined when none answers within a second. */
export async function liveSource(
	channel: Channel<AskMessage>,
	clock: Clock
): Promise<UploadsSource | undefined> {
	const reply = (message: AskMessage, type: AskMessage['type'], limit: number) =>
		withinLimit(clock, limit, undefined, (signal) => {
			const heard = hear(
				channel,
				signal,
				(other) => other.type === type && other.id === message.id
			);
			channel.post(message);
			return heard;
		});
	const ask = async (question: Question, ...args: readonly unknown[]): Promise<unknown> => {
		const id = crypto.randomUUID();
		const answer = await reply({ type: 'ask', id, question, args }, 'answer', ANSWER_LIMIT_MS);
		if (answer.type !== 'answer') return undefined;
		if (answer.error) throw TransferError.fromWire(answer.error);
		return answer.output;
	};
	try {
		await reply({ type: 'knock', id: crypto.randomUUID() }, 'here', KNOCK_LIMIT_MS);
	} catch {
		// Silence is the answer: nobody leads, or whoever does is frozen.
		return undefined;
	}
	return {
		isLive: true,
		uploads: (filePath) => ask('uploads', filePath) as ReturnType<UploadsSource['uploads']>,
		sessions: () => ask('sessions') as ReturnType<UploadsSource['sessions']>,
		endSession: async (id) => void (await ask('endSession', id)),
		cleanUp: (days) => ask('cleanUp', days) as Promise<number>
	};
}

function hear(
	channel: Channel<AskMessage>,
	signal: AbortSignal,
	isIt: (message: AskMessage) => boolean
): Promise<AskMessage> {
	return new Promise((resolve) => {
		const stop = channel.on((message) => {
			if (!isIt(message)) return;
			stop();
			resolve(message);
		});
		signal.addEventListener('abort', stop, { once: true });
	});
}
