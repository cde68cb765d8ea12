/** TransferMemory: what the engine has learnt about accounts and lines, kept over restarts. */
import type { PartWish } from '../drives/drive';
import type { SessionStore } from '../sessions/session-store';
import { Goodput } from '../uploads/goodput';

const GOODPUT = 'goodput';
const IN_ORDER = 'parallel-refused';
/** A change of the speed below this share is not worth a write. */
const WORTH_KEEPING = 0.25;

export interface TransferMemory {
	readonly goodput: Goodput;
	/** wish is what `open` may know about this browser's line. */
	wish(accountId: string): PartWish;
	/** refused tells whether an account's drive refused parts at the same time. */
	refused(accountId: string): boolean;
	refuse(accountId: string): void;
	/** forgive lets refused accounts try again: the person asked for it anew. */
	forgive(): void;
}

type Store = Pick<SessionStore, 'setting' | 'saveSetting'>;

/** loadTransferMemory reads what earlier lives learnt. `report` hears of writes that failed. */
export async function loadTransferMemory(
	store: Store,
	report: (error: unknown) => void
): Promise<TransferMemory> {
	const save = (key: string, value: unknown) => void store.saveSetting(key, value).catch(report);
	let kept = (await store.setting<Readonly<Record<string, number>>>(GOODPUT)) ?? {};
	const refused = new Set(await store.setting<readonly string[]>(IN_ORDER));
	const goodput = new Goodput(kept, (rates) => {
		const moved = Object.entries(rates).some(([id, rate]) => {
			const before = kept[id];
			return before === undefined || Math.abs(rate - before) > before * WORTH_KEEPING;
		});
		if (!moved) return;
		kept = rates;
		save(GOODPUT, rates);
	});
	return {
		goodput,
		wish: (accountId) => {
			const rate = goodput.rate(accountId);
			return rate === undefined ? {} : { goodput: rate };
		},
		refused: (accountId) => refused.has(accountId),
		refuse(accountId) {
			refused.add(accountId);
			save(IN_ORDER, [...refused]);
		},
		forgive() {
			refused.clear();
			save(IN_ORDER, []);
		}
	};
}
