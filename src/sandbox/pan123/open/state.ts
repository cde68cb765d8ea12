import { OpenSessions } from './sessions';
import { OpenTokens } from './tokens';

/** Traffic is what a share may use of its owner's traffic (123pan.md §15.4). */
export interface Traffic {
	readonly trafficSwitch: number;
	readonly trafficLimitSwitch: number;
	readonly trafficLimit: number;
}

/** OpenState is what the Open Platform knows besides trees, bytes, copies and shares. */
export class OpenState {
	readonly tokens = new OpenTokens();
	readonly sessions = new OpenSessions();
	/** By the share's id. */
	readonly traffic = new Map<number, Traffic>();

	/** clear forgets what a reset forgets; tokens stay. */
	clear(): void {
		this.sessions.clear();
		this.traffic.clear();
	}
}
