import { expect, test } from 'vitest';
import { TRAITS } from '../drives/registry';
import { brandOf } from './brands';
import { driveOffers, offerFor, offerKey, preselected } from './drive-offers';

const BARE = { sandbox: false, hasPan115ClientId: false };
const WITH_ID = { sandbox: false, hasPan115ClientId: true };
const SANDBOX = { sandbox: true, hasPan115ClientId: false };
const keys = (offers: readonly Parameters<typeof offerKey>[0][]) => offers.map(offerKey);

test('every flavour that the page speaks is offered, by the name of its traits', () => {
	const offered = driveOffers(WITH_ID).map(({ drive, flavour, brand }) => [drive, flavour, brand]);
	const known = TRAITS.map(({ drive, flavour, brand }) => [drive, flavour, brand]);
	expect(offered.toSorted()).toEqual(known.toSorted());
	for (const { drive, flavour, brand } of TRAITS) {
		expect(brandOf(`${drive}-${flavour}-live-42`)).toBe(brand);
	}
	expect(brandOf('other-web-live-1')).toBe('');
});

test('official APIs come first, in the sandbox too, and two flavours are two offers', () => {
	const brands = driveOffers(BARE).map(({ brand, official = false }) => [brand, official]);
	expect(brands).toEqual([
		['115 Open', true],
		['123Pan Open', true],
		['115', false],
		['123Pan', false]
	]);
	const offers = driveOffers(SANDBOX);
	expect(offers[0]).toMatchObject({ official: true, realm: 'sandbox' });
	expect(new Set(keys(offers)).size).toBe(offers.length);
});

test('what is preselected needs nothing prepared', () => {
	expect(offerKey(preselected(driveOffers(BARE)))).toBe('pan115 cookie live');
	expect(offerKey(preselected(driveOffers(WITH_ID)))).toBe('pan115 open live');
	expect(offerKey(preselected(driveOffers(SANDBOX)))).toBe('pan115 open sandbox');
});

test('a signed-out account finds its own way back, sandbox running or not', () => {
	const account = { drive: 'pan115', flavour: 'open', realm: 'sandbox' } as const;
	expect(offerFor(account, BARE)).toMatchObject({ ...account, appId: 'optional' });
	expect(offerFor({ ...account, realm: 'live' }, BARE)).toMatchObject({ appId: 'needed' });
	expect(offerFor({ ...account, realm: 'live' }, WITH_ID).appId).toBeUndefined();
});
