import type { Realm } from '../drives/drive';
import type { RelaySetting } from '../drives/wire';
import type { Doors } from './backend';
import type { Egress } from './egress';
import type { Vault } from './vault';

/** Rooms: what the parts of one proxy share. */
export interface Rooms {
	readonly vault: Vault;
	readonly egress: Egress;
	readonly doors: (realm: Realm) => Doors;
	readonly relay: RelaySetting;
}
