/** FilesDesk: what the parts of the Files page's view model share of each other. */
import type { FileAnswer, FileArguments, Target } from '../../engine/engine-api';
import type { FileEntry, FileTraits, FileVerb } from '../../drives/files';
import type { NameRules } from '../../drives/drive';
import type { FilesCopy } from '../../i18n/en-files';
import type { Format } from '../../i18n/format';
import type { Clock } from '../../kernel/clock';
import type { TransferError } from '../../kernel/errors';
import type { Notices } from '../notices.svelte';
import type { PlaceView } from './place-view.svelte';

/** Ask does one thing at the drive of the account that is shown. */
export type Ask = <V extends FileVerb>(
	verb: V,
	...args: FileArguments<V>
) => Promise<FileAnswer<V>>;

/** Failure: what could not be done with one entry, or with all of them. */
export interface Failure {
	readonly entry?: FileEntry | undefined;
	readonly error: TransferError;
}

/** Trouble: what could not be done, and the way to try it again. */
export interface Trouble {
	/** "“a.bin” was not moved". */
	readonly title: string;
	readonly failures: readonly Failure[];
	readonly retry?: (() => void) | undefined;
}

export interface FilesDesk {
	readonly ask: Ask;
	readonly clock: Clock;
	readonly notices: Notices;
	readonly traits: FileTraits;
	readonly names: NameRules;
	/** The place in sight. */
	readonly view: PlaceView;
	/** The folder in sight, where new folders and pasted entries go. */
	readonly target: Target | undefined;
	readonly copy: FilesCopy;
	readonly format: Format;
	/** Tells of something that failed. */
	readonly report: (trouble: Trouble) => void;
	/** What other places show may be old now: they are read again when they are seen next. */
	readonly forgetOthers: () => void;
}
