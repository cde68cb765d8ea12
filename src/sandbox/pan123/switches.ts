import { count, flag, number, oneOf, type Check } from '../switch-checks';
import { OPEN123_DEFAULTS, open123Checks, type Open123Switches } from './open/switches';

/** Pan123Switches are those of 123Pan's files, downloads and shares. Sources: 123pan.md §7, §10 to §12. */
export interface Pan123Switches extends Open123Switches {
	/** Most entries of one page of a list, however many are asked for (§7.1: 100, maybe 500). */
	readonly listLimit: number;
	/** Whether lists show folders before files; no source tells. */
	readonly foldersFirst: boolean;
	/** `Next` of the last page: "-1", or mangled, so that only an empty page ends a list (§17). */
	readonly lastPage: 'told' | 'mangled';
	/** What the list of an unknown folder is: empty, or code 5066. */
	readonly unknownFolder: 'empty' | 'refuse';
	/** Whether `file/details` tells where an entry is. */
	readonly detailPaths: 'present' | 'missing';
	/** What move and restore do where the name is taken: `name(1).ext`, or code 5060. */
	readonly takenPlace: 'keep-both' | 'refuse';
	/** What restore does for an entry whose folder is gone: nothing, with code 0, or to the root. */
	readonly lostParent: 'stays' | 'root';
	/** Whether `file/trash` without `operation` throws away, or is code 400 (§11). */
	readonly trashOperation: 'optional' | 'required';
	/** Counts: questions about each copy that are answered "pending"; 0: done at once, `mode` 2. */
	readonly copyPolls: number;
	/** Copies end with a failure; takes `copyPolls` of 1 or more. */
	readonly copyFails: boolean;
	/** `DownloadUrl`: a page with the inner URL in `params`, or the inner URL (§10.1). */
	readonly downloadUrl: 'relay' | 'inner';
	/** How the inner URL leads on: 302, or JSON in HTTP 200 or 210. */
	readonly downloadRedirect: 302 | 200 | 210;
	/** Whether the account's traffic for downloads is spent: code 5113. */
	readonly trafficSpent: boolean;
	/** Life of inner and final download URLs, seconds. */
	readonly linkLifetime: number;
}

/** PAN123_DEFAULTS is what a fresh sandbox uses. */
export const PAN123_DEFAULTS: Pan123Switches = {
	listLimit: 100,
	foldersFirst: true,
	lastPage: 'told',
	unknownFolder: 'empty',
	detailPaths: 'present',
	takenPlace: 'keep-both',
	lostParent: 'stays',
	trashOperation: 'optional',
	copyPolls: 0,
	copyFails: false,
	downloadUrl: 'relay',
	downloadRedirect: 302,
	trafficSpent: false,
	linkLifetime: 86_400,
	...OPEN123_DEFAULTS
};

/** pan123Checks has one Check for every one of these switches. */
export const pan123Checks: Readonly<Record<keyof Pan123Switches, Check>> = {
	listLimit: number(1, true, 'a whole number from 1'),
	foldersFirst: flag,
	lastPage: oneOf('told', 'mangled'),
	unknownFolder: oneOf('empty', 'refuse'),
	detailPaths: oneOf('present', 'missing'),
	takenPlace: oneOf('keep-both', 'refuse'),
	lostParent: oneOf('stays', 'root'),
	trashOperation: oneOf('optional', 'required'),
	copyPolls: count,
	copyFails: flag,
	downloadUrl: oneOf('relay', 'inner'),
	downloadRedirect: oneOf(302, 200, 210),
	trafficSpent: flag,
	linkLifetime: number(1, true, 'whole seconds from 1'),
	...open123Checks
};
