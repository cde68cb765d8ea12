/** TabChannel: what the engines of one browser's tabs say to each other. */
import type { WireError } from '../kernel/errors';
import type { EngineApi, Update } from './engine-api';

/** Commands: everything a page may ask for; `subscribe` stays within the tab. */
export type Commands = Omit<EngineApi, 'subscribe'>;
export type Command = keyof Commands;

/** COMMANDS by name; the compiler sees to it that none is missing. */
const NAMES: Record<Command, true> = {
	enqueue: true,
	preview: true,
	watch: true,
	folderAt: true,
	pause: true,
	resume: true,
	reorder: true,
	cancel: true,
	retry: true,
	remove: true,
	clearFinished: true,
	undoRemove: true,
	resolveConflict: true,
	acceptChange: true,
	handlesToAsk: true,
	permissionChanged: true,
	signIn: true,
	startQr: true,
	pollQr: true,
	signOut: true,
	refreshAccounts: true,
	list: true,
	createFolder: true,
	files: true,
	setSettings: true,
	sessions: true,
	deleteSessions: true,
	cleanUpSessions: true,
	exportSessions: true,
	importSessions: true,
	receipts: true,
	verifyReceipts: true,
	removeReceipts: true,
	keepReceipts: true,
	flightLog: true,
	clearFlightLog: true,
	networkChanged: true
};

/** engineApi makes an EngineApi of one function that carries out commands by name. */
export function engineApi(
	run: (command: Command, args: readonly unknown[]) => Promise<unknown>,
	subscribe: EngineApi['subscribe']
): EngineApi {
	const names = Object.keys(NAMES) as Command[];
	const commands = names.map((name) => [name, (...args: unknown[]) => run(name, args)]);
	return { ...(Object.fromEntries(commands) as Commands), subscribe };
}

export type TabMessage =
	/** The leader is alive. */
	| { readonly type: 'beat' }
	/** There is a new leader, ready for calls. */
	| { readonly type: 'hello' }
	/** A follower wants the whole picture. */
	| { readonly type: 'join' }
	| { readonly type: 'update'; readonly update: Update; readonly whole: boolean }
	| {
			readonly type: 'call';
			readonly id: string;
			readonly command: Command;
			readonly args: readonly unknown[];
	  }
	| {
			readonly type: 'answer';
			readonly id: string;
			readonly output?: unknown;
			readonly error?: WireError;
	  };

export interface TabChannel {
	post(message: TabMessage): void;
	/** on returns the function that unsubscribes. */
	on(listener: (message: TabMessage) => void): () => void;
}

/** tabChannel is a BroadcastChannel: every tab of this browser hears it, but the one that speaks. */
export function tabChannel(name = 'panlift-engine'): TabChannel {
	const channel = new BroadcastChannel(name);
	return {
		post: (message) => channel.postMessage(message),
		on(listener) {
			const hear = (event: MessageEvent<TabMessage>) => listener(event.data);
			channel.addEventListener('message', hear);
			return () => channel.removeEventListener('message', hear);
		}
	};
}
