import { OpenSessions } from './sessions';
import { OpenShares } from './share-list';
import { OpenTokens } from './tokens';

/** OpenState is what the Open Platform knows besides trees and bytes. */
export class OpenState {
	readonly tokens = new OpenTokens();
	readonly sessions = new OpenSessions();
	readonly shares = new OpenShares();
	/** Polls that each copy has had, by its id. */
	readonly copies = new Map<number, number>();

	/** clear forgets what a reset forgets; tokens stay. */
	clear(): void {
		this.sessions.clear();
		this.shares.clear();
		this.copies.clear();
	}
}
