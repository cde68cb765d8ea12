import type { DriveId, Flavour } from '../drives/drive';
import type { Backend } from './backend';
import { pan115Cookie } from './pan115/cookie/backend';
import { pan115Open } from './pan115/open/backend';
import { pan123Web } from './pan123/backend';
import { pan123Open } from './pan123/open/backend';

/** BACKENDS: every Drive flavour that this proxy speaks. */
export const BACKENDS: readonly Backend[] = [pan123Web, pan115Cookie, pan115Open, pan123Open];

/** backendOf finds a flavour's Backend; undefined for one that is unknown here. */
export function backendOf(drive: DriveId, flavour: Flavour): Backend | undefined {
	return BACKENDS.find((backend) => backend.drive === drive && backend.flavour === flavour);
}
