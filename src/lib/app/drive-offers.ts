/** Drive offers: the drives that a person can add, and the ways into each. */
import type { DriveId, Flavour, Realm } from '../drives/drive';
import type { QrRequest, SignInRequest } from '../drives/wire';
import { BRANDS } from './brands';

export type SignInWay = SignInRequest['way'] | 'qr';

/** DriveOffer: one line of the sign-in dialog. */
export interface DriveOffer {
	readonly drive: DriveId;
	readonly flavour: Flavour;
	readonly realm: Realm;
	/** Not translated. */
	readonly brand: string;
	/** The first one is preselected. */
	readonly ways: readonly [SignInWay, ...SignInWay[]];
	/** Where people sign in to the drive itself. */
	readonly site: string;
	/** The phone app that scans its QR codes; not translated. */
	readonly app: string;
	/** Whether WeChat scans them too. */
	readonly weChat?: boolean;
	/** Whether it is the provider's official API. */
	readonly official?: boolean;
	/** Whether a session takes one of the provider's client slots. 115.md §4.2 */
	readonly slots?: boolean;
	/** Whether an app id of the person's own goes with a QR sign-in; absent: the server has one. */
	readonly appId?: 'needed' | 'optional' | undefined;
}

/** Server: what the server told of itself, as far as offers depend on it. */
export interface Server {
	readonly sandbox: boolean;
	readonly hasPan115ClientId: boolean;
}

/** Official APIs first. */
const OFFERS: readonly Omit<DriveOffer, 'realm'>[] = [
	{
		drive: 'pan115',
		flavour: 'open',
		brand: BRANDS['pan115-open'],
		ways: ['qr'],
		site: '115.com',
		app: '115',
		official: true,
		appId: 'needed'
	},
	{
		drive: 'pan123',
		flavour: 'open',
		brand: BRANDS['pan123-open'],
		ways: ['client'],
		site: 'www.123pan.com/developer',
		app: '123Pan',
		official: true
	},
	{
		drive: 'pan115',
		flavour: 'cookie',
		brand: BRANDS['pan115-cookie'],
		ways: ['qr', 'cookie'],
		site: '115.com',
		app: '115',
		slots: true
	},
	{
		drive: 'pan123',
		flavour: 'web',
		brand: BRANDS['pan123-web'],
		ways: ['qr', 'password', 'token'],
		site: 'www.123pan.com',
		app: '123Pan',
		weChat: true
	}
];

/**
 * driveOffers lists the drives, the sandbox's first when it is there: where one runs, nothing should
 * leave the machine by accident.
 */
export function driveOffers(server: Server): readonly DriveOffer[] {
	const realms: readonly Realm[] = server.sandbox ? ['sandbox', 'live'] : ['live'];
	return realms.flatMap((realm) => OFFERS.map((offer) => offerIn(realm, offer, server)));
}

/** preselected gives the first offer that needs nothing prepared. */
export function preselected(offers: readonly DriveOffer[]): DriveOffer {
	return offers.find((offer) => !needs(offer)) ?? offers[0]!;
}

/** needs tells what a person must have got from the drive's developer page first. */
export function needs({ appId, ways }: DriveOffer): 'appId' | 'client' | undefined {
	if (appId === 'needed') return 'appId';
	return ways[0] === 'client' ? 'client' : undefined;
}

/** offerFor finds the way back into an account that is signed out. */
export function offerFor(of: Pick<QrRequest, 'drive' | 'flavour' | 'realm'>, server: Server) {
	const offers = driveOffers({ ...server, sandbox: true });
	return offers.find((one) => offerKey(one) === offerKey(of)) ?? offers[0]!;
}

/** offerKey tells offers apart. */
export function offerKey(of: Pick<QrRequest, 'drive' | 'flavour' | 'realm'>): string {
	return [of.drive, of.flavour, of.realm].join(' ');
}

function offerIn(realm: Realm, offer: Omit<DriveOffer, 'realm'>, server: Server): DriveOffer {
	if (!offer.appId || server.hasPan115ClientId) return { ...offer, realm, appId: undefined };
	return { ...offer, realm, appId: realm === 'sandbox' ? 'optional' : 'needed' };
}
