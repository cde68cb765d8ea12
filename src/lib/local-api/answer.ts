/** Answer: what a Route gets from those who know. */
import type { UploadsSource } from './local-api';
import type { Refusal, Route } from './route';
import { sessionIdOf, uploadSession } from './session';

/** Answer: an HTTP answer as plain data. Whatever is no listing is `{message}`. */
export interface Answer {
	readonly status: number;
	readonly body: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}

const LEFT_BEHIND =
	'No tab of Panlift is open, so the drive could not be told; that follows when one is.';

/** refused gives the answer to a request that can't be carried out. */
export function refused({ status, message, allow }: Refusal): Answer {
	return { status, body: { message }, ...(allow && { headers: { allow } }) };
}

/** answerFrom carries a Route out. Rejects with TransferError when the source can't. */
export async function answerFrom(source: UploadsSource, route: Route): Promise<Answer> {
	switch (route.kind) {
		case 'uploads':
			return { status: 200, body: { uploads: await source.uploads() } };
		case 'upload': {
			const [upload] = await source.uploads(route.filePath);
			return upload ? { status: 200, body: upload } : missing('upload');
		}
		case 'sessions': {
			const sessions = await source.sessions();
			return { status: 200, body: { sessions: await Promise.all(sessions.map(uploadSession)) } };
		}
		case 'end': {
			const session = await find(source, route.sessionId);
			if (!session) return missing('session');
			await source.endSession(session.id);
			return done(`Session ${route.sessionId} is deleted.`, source);
		}
		case 'clean-up': {
			const count = await source.cleanUp(route.days);
			const sessions = count === 1 ? '1 session is' : `${count} sessions are`;
			return done(`${sessions} deleted.`, source, count);
		}
	}
}

/** The same path may go to the same folder of two accounts: then the newer session is meant. */
async function find(source: UploadsSource, sessionId: string) {
	const sessions = [...(await source.sessions())].sort((a, b) => b.createdAt - a.createdAt);
	for (const session of sessions) {
		if ((await sessionIdOf(session.filePath, session.folderId)) === sessionId) return session;
	}
	return undefined;
}

function missing(what: string): Answer {
	return { status: 404, body: { message: `There is no such ${what} here` } };
}

function done(message: string, { isLive }: UploadsSource, count = 1): Answer {
	const whole = isLive || count === 0 ? message : `${message} ${LEFT_BEHIND}`;
	return { status: 200, body: { message: whole } };
}
