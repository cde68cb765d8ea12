/** Drive offers: the drives that a person can add, and the ways into each. */
import type { DriveId, Flavour, Realm } from '../drives/drive';
import type { SignInRequest } from '../drives/wire';

export type SignInWay = SignInRequest['way'] | 'qr';

/** DriveOffer: one line of the sign-in dialog. */
export interface DriveOffer {
	readonly drive: DriveId;
	readonly flavour: Flavour;
	readonly realm: Realm;
	/** Not translated. */
	readonly brand: string;
	readonly ways: readonly SignInWay[];
	/** Where people sign in to the drive itself. */
	readonly site: string;
}

const OFFERS: readonly Omit<DriveOffer, 'realm'>[] = [
	{
		drive: 'pan123',
		flavour: 'web',
		brand: '123Pan',
		ways: ['qr', 'password', 'token'],
		site: 'www.123pan.com'
	}
];

/**
 * driveOffers lists the drives, the sandbox's first when it is there: the first one is preselected,
 * and where a sandbox runs, nothing should leave the machine by accident.
 */
export function driveOffers(withSandbox: boolean): readonly DriveOffer[] {
	const realms: readonly Realm[] = withSandbox ? ['sandbox', 'live'] : ['live'];
	return realms.flatMap((realm) => OFFERS.map((offer) => ({ ...offer, realm })));
}

/** brandOf names the drive of an account that may be gone already. */
export function brandOf(accountId: string): string {
	const [drive, flavour] = accountId.split('-');
	const offer = OFFERS.find((one) => one.drive === drive && one.flavour === flavour);
	return offer?.brand ?? '';
}

/** offerFor finds the way back into an account that is signed out. */
export function offerFor(of: Pick<DriveOffer, 'drive' | 'flavour' | 'realm'>): DriveOffer {
	const offer = driveOffers(true).find(
		(one) => one.drive === of.drive && one.flavour === of.flavour && one.realm === of.realm
	);
	return offer ?? driveOffers(true)[0]!;
}
