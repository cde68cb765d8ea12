/** TransferMemory: what the engine has learnt about accounts and lines, kept over restarts. */
import type { PartWish } from '../drives/drive';
import type { Clock } from '../kernel/clock';
import type { SessionStore } from '../sessions/session-store';
import { Goodput } from '../uploads/goodput';
import { Lines } from '../uploads/line';

const GOODPUT = 'goodput';
const LINES = 'lines';
const IN_ORDER = 'parallel-refused';
/** A change of the speed below this share is not worth a write. */
const WORTH_KEEPING = 0.25;

export interface TransferMemory {
	readonly goodput: Goodput;
	readonly lines: Lines;
	/** wish is what `open` may know about this browser's line. */
	wish(accountId: string): PartWish;
	/** refused tells whether an account's drive refused parts at the same time. */
	refused(accountId: string): boolean;
	refuse(accountId: string): void;
	/** forgive lets refused accounts try again: the person asked for it anew. */
	forgive(): void;
}

type Store = Pick<SessionStore, 'setting' | 'saveSetting'>;
/** Bytes per second by account. */
type Rates = Readonly<Record<string, number>>;

/** loadTransferMemory reads what earlier lives learnt. `report` hears of writes that failed. */
export async function loadTransferMemory(
	store: Store,
	clock: Clock,
	report: (error: unknown) => void
): Promise<TransferMemory> {
	const load = async (key: string) => (await store.setting<Rates>(key)) ?? {};
	const save = (key: string, value: unknown) => void store.saveSetting(key, value).catch(report);
	const refused = new Set(await store.setting<readonly string[]>(IN_ORDER));
	const goodputs = await load(GOODPUT);
	const lines = await load(LINES);
	const goodput = new Goodput(
		goodputs,
		keeper(goodputs, (rates) => save(GOODPUT, rates))
	);
	return {
		goodput,
		lines: new Lines(
			clock,
			lines,
			keeper(lines, (rates) => save(LINES, rates))
		),
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

/** keeper saves rates that have moved far enough from those that are kept. */
function keeper(kept: Rates, save: (rates: Rates) => void): (rates: Rates) => void {
	return (rates) => {
		const moved = Object.entries(rates).some(([id, rate]) => {
			const before = kept[id];
			return before === undefined || Math.abs(rate - before) > before * WORTH_KEEPING;
		});
		if (!moved) return;
		kept = rates;
		save(rates);
	};
}
