/**
 * Sure opening: a drive that has the bytes makes the file as it is asked. That it is asked is written
 * down first, and after a lost answer the file is looked for before anything is asked again.
 */
import type { Draft, Opening, RemoteFile } from '../drives/drive';
import { asTransferError, isAbort, type ErrorCode } from '../kernel/errors';
import type { Asking } from './opening';
import type { Tools } from './tools';

/** A request whose page went away may still be carried out: our server gives it so long, and more. */
const IN_FLIGHT_MS = 25_000;
/** A drive that is slow to show what it committed is slow to show this. */
const SHOWS_MS = 8_000;
const LOOK_EVERY_MS = 3_000;

/** After these the drive has done nothing. */
const REFUSED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'challenge-failed',
	'folder-missing',
	'name-refused',
	'name-taken',
	'space-full',
	'too-large',
	'traffic-exceeded',
	'too-many-parts',
	'too-many-entries',
	'drive-refused',
	'app-id-refused',
	'host-not-allowed',
	'bad-request',
	'version-mismatch'
]);

/** After these nobody knows whether our server still asks. */
const UNHEARD: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['offline', 'proxy-unreachable']);

type Ask = (draft: Draft, ask: () => Promise<Opening>) => Promise<Opening>;

/** surely gives what asks for one Upload, as often as it takes: what was made unheard is found. */
export function surely(asking: Asking, tools: Tools): Ask {
	const { drive, asks, upload } = asking;
	const { clock } = tools;
	const shows = drive.traits.settleMs === undefined ? 0 : SHOWS_MS;
	const before = upload.asked;
	/** Until when a file may show that was made unheard; undefined: none was. */
	let until = before && Math.max(before + IN_FLIGHT_MS, clock.now() + shows);
	const note = (asked: number | undefined) => {
		// Where this is lost, it costs a longer look.
		asks(asked).catch(() => undefined);
	};
	return async (draft, ask) => {
		if (!drive.findOpened) return ask();
		if (until !== undefined) {
			const file = await look(asking, draft, until, tools);
			if (file) return { kind: 'instant', file };
		}
		await asks(clock.now());
		try {
			const opening = await ask();
			until = undefined;
			// A file, as a Session, is stored before the note of it may go.
			if (opening.kind === 'conflict') note(undefined);
			return opening;
		} catch (error) {
			if (isAbort(error)) throw error;
			const { code } = asTransferError(error);
			if (REFUSED.has(code)) {
				note((until = undefined));
			} else if (UNHEARD.has(code)) {
				until = clock.now() + IN_FLIGHT_MS;
			} else {
				until = clock.now() + shows;
				// It was answered: after a restart, too, nobody needs to wait for a request under way.
				note(until - IN_FLIGHT_MS);
			}
			throw error;
		}
	};
}

/** look asks for the file until `end`, milliseconds since the epoch, and once at least. */
async function look(
	{ drive, digests, signal }: Asking,
	draft: Draft,
	end: number,
	{ clock }: Tools
): Promise<RemoteFile | undefined> {
	for (;;) {
		const file = await drive.findOpened?.(draft, digests, { signal });
		const left = end - clock.now();
		if (file || left <= 0) return file;
		await clock.sleep(Math.min(LOOK_EVERY_MS, left), signal);
	}
}
