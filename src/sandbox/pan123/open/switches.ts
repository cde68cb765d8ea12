import { count, oneOf, seconds, type Check } from '../../switch-checks';

/** Open123Switches are those of 123Pan's Open Platform (123pan.md §15). Times in seconds. */
export interface Open123Switches {
	/** Life of access tokens issued from now on. */
	readonly open123TokenLifetime: number;
	/** Whose limits of calls per second hold: nobody's, a free person's, or a member's (§15.3). */
	readonly open123Qps: 'off' | 'free' | 'member';
	/** How often each upload says that it is still being checked, before it is finished (§15.5). */
	readonly open123Polls: number;
	/** Time until a search finds what was uploaded; listings show it at once. */
	readonly open123SearchDelay: number;
}

/** OPEN123_DEFAULTS are these switches after start and after a reset. */
export const OPEN123_DEFAULTS: Open123Switches = {
	open123TokenLifetime: 2_592_000,
	open123Qps: 'off',
	open123Polls: 0,
	open123SearchDelay: 0
};

/** open123Checks has one Check for every one of these switches. */
export const open123Checks: Readonly<Record<keyof Open123Switches, Check>> = {
	open123TokenLifetime: seconds,
	open123Qps: oneOf('off', 'free', 'member'),
	open123Polls: count,
	open123SearchDelay: seconds
};
