/** What a row says: its one status line, and why it waits or failed. */
import { brandOf } from '../app/brands';
import type { AccountView, UploadRow } from '../engine/engine-api';
import type { CauseContext } from '../i18n/copy';
import type { Messages } from '../i18n/en';
import type { Format } from '../i18n/format';
import { TROUBLE } from '../i18n/trouble';

/** Tongue: a catalogue and its formatters. */
export interface Tongue {
	readonly t: Messages;
	readonly f: Format;
}

/** StatusPart: a piece of the status line, in the colour of what it tells. */
export interface StatusPart {
	readonly text: string;
	readonly tone?: 'waiting' | 'failed' | 'instant' | undefined;
}

/** toneOf gives the colour of a row's status. */
export function toneOf({
	state,
	instant
}: Pick<UploadRow, 'state' | 'instant'>): StatusPart['tone'] {
	if (state === 'waiting' || state === 'failed') return state;
	return state === 'done' && instant ? 'instant' : undefined;
}

/** StatusInput: the row and what it can't know itself. */
export interface StatusInput {
	readonly row: UploadRow;
	/** Fraction sent, as the bar shows it. */
	readonly sent: number;
	readonly account: Pick<AccountView, 'brand'> | undefined;
	readonly now: number;
}

/** statusLine says in one line what a row does, waits for, or ended with. */
export function statusLine(input: StatusInput, { t, f }: Tongue): string {
	const { row, sent } = input;
	const drive = input.account?.brand ?? brandOf(row.accountId);
	switch (row.state) {
		case 'queued':
			return t.row.queued;
		case 'hashing':
			return [
				t.row.hashing(f.percent(row.size > 0 ? row.hashed / row.size : 1)),
				row.restarted && t.row.restarted
			]
				.filter(Boolean)
				.join(' · ');
		case 'checking':
			return t.row.checking(drive);
		case 'uploading':
			return [
				f.bytesOf(sent * row.size, row.size),
				row.speed > 0 && f.speed(row.speed),
				row.etaMs !== undefined && f.eta(row.etaMs),
				row.viaProxy && t.row.viaProxy,
				row.restarted && t.row.restarted
			]
				.filter(Boolean)
				.join(' · ');
		case 'finishing':
			return t.row.finishing;
		case 'paused':
			return sent > 0 ? t.row.pausedAt(f.percent(sent)) : t.row.paused;
		case 'done':
			if (row.kind === 'folder') return t.row.folderDone;
			if (row.instant) return t.row.instant(f.bytes(row.size));
			return row.remoteName && row.remoteName !== row.name
				? t.row.doneAs(row.remoteName, f.bytes(row.size))
				: t.row.done(f.bytes(row.size));
		case 'cancelled':
			return row.skipped ? t.row.skipped : t.row.cancelled;
		case 'waiting':
			return waitingLine(input, { t, f });
		case 'failed': {
			const { what, fix } = TROUBLE[t.locale].errors[row.code ?? 'unexpected'];
			return sentences(what(drive), fix);
		}
	}
}

/** waitingLine says what a row waits for; when the page is too old for its server, that instead. */
function waitingLine({ row, account, now }: StatusInput, { t, f }: Tongue): string {
	const drive = account?.brand ?? brandOf(row.accountId);
	if (row.code === 'version-mismatch' || row.code === 'risk-challenge') {
		const { what, fix } = TROUBLE[t.locale].errors[row.code];
		return sentences(what(drive), fix);
	}
	const { size, modifiedAt, identical } = row.existing ?? {};
	const existing = [
		identical !== undefined && (identical ? t.conflict.identical : t.conflict.different),
		size !== undefined && f.bytes(size),
		modifiedAt !== undefined && f.ago(Math.max(0, now - modifiedAt))
	].filter(Boolean);
	return TROUBLE[t.locale].causes[row.cause ?? 'offline'].line({
		drive,
		...untilOf(row, now, f),
		existing: existing.length > 0 ? existing.join(' · ') : undefined
	});
}

/** untilOf tells a moment as a countdown and as a clock time, and what the wait is really about. */
export function untilOf(
	{ until, code }: Pick<UploadRow, 'until' | 'code'>,
	now: number,
	f: Format
): Pick<CauseContext, 'left' | 'until' | 'badLine' | 'captcha' | 'forgotten'> {
	const seconds = until && Math.ceil(Math.max(0, until - now) / 1000);
	return {
		left: seconds ? f.duration(seconds * 1000) : undefined,
		until: until ? f.time(until) : undefined,
		badLine: code === 'network' || code === 'stalled',
		captcha: code === 'captcha-needed',
		forgotten: code === 'source-forgotten'
	};
}

/** codeOf reads the code of a TransferError that came over from the engine. */
export function codeOf(error: unknown): string | undefined {
	const code = (error as { code?: unknown } | undefined)?.code;
	return typeof code === 'string' ? code : undefined;
}

/** errorText is a whole error in one text, for dialogs and notices. */
export function errorText(error: unknown, drive: string, t: Messages): string {
	const code = codeOf(error) ?? '';
	const { errors } = TROUBLE[t.locale];
	const { what, fix } = errors[code in errors ? (code as keyof typeof errors) : 'unexpected'];
	return sentences(what(drive), fix);
}

/** sentences joins two; Chinese ones follow each other without a space. */
export function sentences(first: string, second: string): string {
	return first.endsWith('。') ? first + second : `${first} ${second}`;
}
