import { TransferError } from '../kernel/errors';
import type { DriveId, Flavour, Traits } from './drive';
import { pan115CookieTraits, pan115OpenTraits } from './pan115/traits';
import { pan123OpenTraits, pan123WebTraits } from './pan123/traits';

/** TRAITS: every Drive flavour that the page speaks. */
export const TRAITS: readonly Traits[] = [
	pan123WebTraits,
	pan115CookieTraits,
	pan115OpenTraits,
	pan123OpenTraits
];

/** traitsOf finds a flavour's Traits. Throws `version-mismatch` for one that a newer page stored. */
export function traitsOf(drive: DriveId, flavour: Flavour): Traits {
	const found = TRAITS.find((traits) => traits.drive === drive && traits.flavour === flavour);
	if (found) return found;
	throw new TransferError('version-mismatch', { detail: `${String(drive)} ${String(flavour)}` });
}
