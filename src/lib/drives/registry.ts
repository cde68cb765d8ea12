import type { DriveId, Flavour, Traits } from './drive';
import { pan123WebTraits } from './pan123/traits';

/** TRAITS: every Drive flavour that the page speaks. */
export const TRAITS: readonly Traits[] = [pan123WebTraits];

/** traitsOf finds a flavour's Traits; undefined for one that is unknown here. */
export function traitsOf(drive: DriveId, flavour: Flavour): Traits | undefined {
	return TRAITS.find((traits) => traits.drive === drive && traits.flavour === flavour);
}
