import type { World } from '../world';
import type { TokenRules } from './tokens';

/** rulesOf are the token rules that the switches make now. */
export function rulesOf({ config, time }: World): TokenRules {
	const { openTokenLifetime, openRefreshInterval, openAuthorizations, openApps } = config.current;
	return {
		now: time.seconds(),
		lifetime: openTokenLifetime,
		interval: openRefreshInterval,
		most: openAuthorizations,
		apps: openApps
	};
}
