/** Copy: the shape of what is said about trouble, the same in every language. */
import type { ErrorCode } from '../kernel/errors';
import type { WaitCause } from '../uploads/upload';

/** ErrorCopy: what happened, what to do, and the label of the button that does it, if any. */
export interface ErrorCopy {
	/** `drive` is the brand: "123Pan". */
	readonly what: (drive: string) => string;
	readonly fix: string;
	readonly button?: string;
}

/** CauseContext: what a waiting sentence may mention, already formatted. */
export interface CauseContext {
	readonly drive: string;
	/** "12 sec", when it is known that it continues by itself. */
	readonly left?: string | undefined;
	/** Clock time of the same moment. */
	readonly until?: string | undefined;
	/** The line to storage breaks, while everything else answers. */
	readonly badLine?: boolean | undefined;
	/** The drive waits for its person to solve a captcha. */
	readonly captcha?: boolean | undefined;
	/** The browser had only the file itself, which it does not keep over a reload. */
	readonly forgotten?: boolean | undefined;
	/** "4.2 GB, 3 days ago" of the file in the way. */
	readonly existing?: string | undefined;
}

/** CauseCopy: one line in the row, one sentence over all rows that share the cause, its button. */
export interface CauseCopy {
	readonly line: (context: CauseContext) => string;
	readonly banner: (count: string, context: CauseContext) => string;
	/** In a row, and over all rows that share the cause. */
	readonly button?: string;
	readonly bannerButton?: string;
}

export type ErrorCatalogue = Readonly<Record<ErrorCode, ErrorCopy>>;
export type CauseCatalogue = Readonly<Record<WaitCause, CauseCopy>>;
