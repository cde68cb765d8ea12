import type { Clock } from '../../lib/kernel/clock';
import type { ConfigStore } from '../config';
import type { Disk } from '../disk';
import type { Exchange } from '../http/exchange';
import type { SandboxTime } from '../time';
import type { Address } from './address';
import type { CallbackReceiver } from './callback';
import type { KeyRing } from './keys';
import type { OssStore } from './store';

/** OssParts is what the operations of OSS work with. */
export interface OssParts {
	readonly store: OssStore;
	readonly keys: KeyRing;
	readonly disk: Disk;
	readonly config: ConfigStore;
	readonly time: SandboxTime;
	/** Paces limited requests and ends callbacks that take too long. */
	readonly clock: Clock;
	/** Asked for at each callback, so that a drive may come later than the storage. */
	receiver(): CallbackReceiver;
}

/** OssRequest is an Exchange with its address found and its id given. */
export interface OssRequest extends Exchange, Address {
	readonly requestId: string;
}
