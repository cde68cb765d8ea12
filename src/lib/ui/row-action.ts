/** The actions of a row, from its state alone. */
import type { UploadRow } from '../engine/engine-api';
import type { RowCommands } from '../app/row-commands';
import type { UploadState, WaitCause } from '../uploads/upload';

/** RowButton: a small button at the end of the row. */
export type RowButton = 'pause' | 'resume' | 'retry' | 'cancel' | 'remove';

/** RowAnswer: a button with words, because a waiting row wants a decision. */
export type RowAnswer =
	'sign-in' | 'allow-access' | 'add-again' | 'accept-change' | 'try-now' | 'reload' | 'conflict';

const ACTIVE: readonly RowButton[] = ['pause', 'cancel', 'remove'];
const ENDED: readonly RowButton[] = ['retry', 'remove'];
const BUTTONS: Readonly<Record<UploadState, readonly RowButton[]>> = {
	queued: ACTIVE,
	hashing: ACTIVE,
	checking: ACTIVE,
	uploading: ACTIVE,
	finishing: ACTIVE,
	waiting: ACTIVE,
	paused: ['resume', 'cancel', 'remove'],
	done: ['remove'],
	failed: ENDED,
	cancelled: ENDED
};

const ANSWERS: Readonly<Record<WaitCause, RowAnswer | undefined>> = {
	offline: 'try-now',
	// A pause that the drive asks for is waited out: trying now would make it longer.
	'rate-limited': undefined,
	'signed-out': 'sign-in',
	permission: 'allow-access',
	'source-missing': 'add-again',
	'source-changed': 'accept-change',
	conflict: 'conflict',
	space: 'try-now',
	'storage-quota': 'try-now',
	blocked: undefined,
	scheduled: undefined,
	proxy: 'try-now'
};

/** buttonsOf lists a state's buttons, the likeliest first. */
export function buttonsOf(state: UploadState): readonly RowButton[] {
	return BUTTONS[state];
}

/** Actable: one row, or a folder for all of its rows. */
export interface Actable {
	readonly name: string;
	/** Likeliest first. */
	readonly buttons: readonly RowButton[];
	readonly canRetry: boolean;
	/** The rows that an action is for. */
	readonly idsFor: (button: RowButton) => readonly string[];
}

/** rowActions are those of one row. */
export function rowActions(row: Pick<UploadRow, 'id' | 'name' | 'state' | 'cause'>): Actable {
	const buttons = buttonsOf(row.cause === 'scheduled' ? 'paused' : row.state);
	const canRetry = buttons.includes('retry') || row.state === 'waiting';
	return { name: row.name, buttons, canRetry, idsFor: () => [row.id] };
}

/** act does what a button says. */
export function act(
	button: RowButton,
	{ name, idsFor }: Actable,
	commands: Pick<RowCommands, RowButton>
): void {
	const ids = idsFor(button);
	if (button === 'remove') commands.remove(ids, name);
	else commands[button](ids);
}

/** answerOf tells what a waiting row asks its person, if anything. */
export function answerOf(row: Pick<UploadRow, 'state' | 'cause' | 'code'>): RowAnswer | undefined {
	if (row.state !== 'waiting' || !row.cause) return undefined;
	if (row.code === 'version-mismatch') return 'reload';
	// A captcha is solved by a person, who need not wait then.
	return row.code === 'captcha-needed' ? 'try-now' : ANSWERS[row.cause];
}
