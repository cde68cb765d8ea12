import * as v from 'valibot';
import type { Clock } from '../../kernel/clock';
import { singleFlight } from '../../kernel/single-flight';
import type { StsSet } from '../oss/credentials';

const MINUTE_MS = 60_000;
const EARLY_MS = 5 * MINUTE_MS;
const SHARE = 0.8;

/** stsSchema: a StsSet as credentials and Sessions keep it. Times in milliseconds since the epoch. */
export const stsSchema = v.object({
	accessKeyId: v.string(),
	accessKeySecret: v.string(),
	securityToken: v.string(),
	expiresAt: v.number(),
	endpoint: v.string(),
	/** From then on a new set is asked for, although this one still works. */
	renewAt: v.number()
});
export type KeptSts = StsSet & Readonly<v.InferOutput<typeof stsSchema>>;

/** StsKeeper: the OSS credentials of one connection. 115 throttles who asks for new ones often. */
export interface StsKeeper {
	/** keys gives the set that lives longest, of the credential's and `copy`; a new one near its end. */
	keys(copy?: KeptSts): Promise<KeptSts>;
	/** replace gives a new set when `refused` is still the newest known. */
	replace(refused: StsSet): Promise<KeptSts>;
	/** The set to keep in the credential; undefined while it holds the newest one already. */
	changed(): KeptSts | undefined;
}

/**
 * createStsKeeper starts from the credential's set. A new one is fetched at 80 % of the old one's
 * life or 5 minutes before its end, by one call however many ask. object-storage.md §12
 */
export function createStsKeeper(
	fetchSts: () => Promise<StsSet>,
	known: KeptSts | undefined,
	clock: Clock
): StsKeeper {
	const flight = singleFlight<KeptSts>();
	let newest = known;
	const renew = (): Promise<KeptSts> =>
		flight('', async () => {
			const set = await fetchSts();
			return (newest = { ...set, renewAt: renewAt(clock.now(), set.expiresAt) });
		});
	return {
		keys(copy) {
			const best = copy && (!newest || copy.expiresAt > newest.expiresAt) ? copy : newest;
			return best && clock.now() < best.renewAt ? Promise.resolve(best) : renew();
		},
		replace(refused) {
			const replaced = newest && newest.securityToken !== refused.securityToken;
			return replaced && clock.now() < newest!.renewAt ? Promise.resolve(newest!) : renew();
		},
		changed: () => (newest === known ? undefined : newest)
	};
}

/** Tokens of tests live for seconds: five minutes before their end is before their begin. */
function renewAt(now: number, expiresAt: number): number {
	const life = expiresAt - now;
	return now + (life > 2 * EARLY_MS ? Math.min(SHARE * life, life - EARLY_MS) : SHARE * life);
}
