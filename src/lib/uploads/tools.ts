/** Tools: everything that the uploader needs from outside, as interfaces. Tests pass fakes. */
import type { Drive, NameRules, PartWish } from '../drives/drive';
import type { FlightRecorder } from '../flight/flight-recorder';
import type { Hasher } from '../hashing/hasher';
import type { Clock } from '../kernel/clock';
import type { TransferError } from '../kernel/errors';
import type { Gate } from '../kernel/gate';
import type { SessionStore } from '../sessions/session-store';
import type { Sources } from '../sources/source';
import type { BandwidthSetting } from './bandwidth-rule';
import type { Folders } from './folders';
import type { Goodput } from './goodput';
import type { Hosts } from './hosts';
import type { Lines } from './line';
import type { Twins } from './shared-pass';
import type { Transport } from '../transport/transport';
import type { Upload } from './upload';
import type { Ways } from './ways';

export interface Tools {
	readonly clock: Clock;
	readonly store: SessionStore;
	/** Told of everything that happens to a row, for the day when something goes wrong. */
	readonly flight: FlightRecorder;
	readonly sources: Sources;
	/** Digests of whole files. */
	readonly fileHasher: Hasher;
	/** Digests of parts on their way out; apart from the other, so that a big file never holds them up. */
	readonly partHasher: Hasher;
	/** Rows of one file that goes to several targets: it is hashed once for all. */
	readonly twins: Twins;
	readonly transport: Transport;
	/** Directly or by our relay, per storage host. */
	readonly ways: Ways;
	/**
	 * At most 6 requests per storage host, over all Uploads: the browser's own cap on HTTP/1.1. `lane`
	 * is what laneOf names.
	 */
	readonly hostGate: (lane: string) => Gate;
	/** Who may send to which host now, and how often one in trouble is asked again. */
	readonly hosts: Hosts;
	/** How much an account's storage takes in all, over every request at once. */
	readonly lines: Lines;
	/** The Drive of an account; rejects with `signed-out` when there is none. */
	readonly drive: (accountId: string) => Drive;
	/** Remote folders below the target, made once each. */
	readonly folders: Folders;
	/** The TransferError for a name that the drive would refuse, before anything is hashed. */
	readonly checkName: (name: string, rules: NameRules) => TransferError | undefined;
	/** Asks whether the network and the proxy answer, now. */
	readonly checkConnection: () => Promise<'online' | 'offline' | 'proxy-unreachable'>;
	/** Parts of one file in flight. */
	readonly partsPerFile: () => number;
	/** How fast all uploads together may be, as the person set it. */
	readonly bandwidth: () => BandwidthSetting;
	/** How fast an account's storage takes what one request sends. */
	readonly goodput: Goodput;
	/** What this browser wishes of part sizes, from its line and the person's settings. */
	readonly wish: (accountId: string) => PartWish;
	/** Parts at the same time where that is an experiment: wanted, and not refused before. */
	readonly parallel: {
		wanted(accountId: string): boolean;
		/** The drive refused: remembered, so that no other file is sent twice for it. */
		refused(accountId: string): void;
	};
	/** Largest file of an account, bytes, when its drive tells. */
	readonly maxFileSize: (accountId: string) => number | undefined;
	/** Rows that go to the same folder as this one, itself included. */
	readonly rowsBeside: (upload: Upload) => number;
}
