/** Forecasting: looks now and then how long the queue takes at the pace of its drives. */
import { gapOf } from '../drives/pacer';
import { traitsOf } from '../drives/registry';
import type { Clock } from '../kernel/clock';
import { ruleOf } from '../uploads/bandwidth-rule';
import { forecastOf, type InLine } from '../uploads/forecast';
import type { Lines } from '../uploads/line';
import type { Queue } from '../uploads/queue';
import { isFinal } from '../uploads/transition';
import type { Accounts } from './accounts';
import type { EngineSettings } from './engine-api';
import type { Publisher } from './publisher';

/** Milliseconds between two looks. */
const LOOK_MS = 2_000;
/** Calls that every new file needs; they go side by side, so the slowest of them counts. */
const CALLS = ['open', 'presign', 'complete'];

export interface ForecastTools {
	readonly queue: Pick<Queue, 'entries' | 'changed'>;
	readonly accounts: Pick<Accounts, 'views' | 'paces'>;
	readonly lines: Pick<Lines, 'rate'>;
	readonly settings: () => EngineSettings;
	readonly clock: Clock;
	readonly publisher: Pick<Publisher, 'foretell'>;
}

/** keepForecasting tells the publisher whenever rows change, at most every two seconds. */
export function keepForecasting(tools: ForecastTools): void {
	const { queue, clock, publisher } = tools;
	let isDue = false;
	const look = () => publisher.foretell(forecastOf(inLine(tools)));
	queue.changed.on(() => {
		if (isDue) return;
		isDue = true;
		void clock.sleep(LOOK_MS).then(() => {
			isDue = false;
			look();
		});
	});
	look();
}

/** inLine adds up what is neither finished nor stopped by its person. */
export function inLine({ queue, accounts, ...tools }: ForecastTools): readonly InLine[] {
	const sums = new Map<string, { files: number; bytes: number }>();
	for (const { upload, progress } of queue.entries()) {
		const { accountId, status, kind, identity } = upload;
		if (isFinal(status) || status.state === 'paused' || kind === 'folder') continue;
		const sum = sums.get(accountId) ?? { files: 0, bytes: 0 };
		sums.set(accountId, sum);
		sum.files += 1;
		sum.bytes += Math.max(0, identity.size - progress.sent);
	}
	const now = tools.clock.now();
	const limit = ruleOf(tools.settings()).rate(now) ?? Infinity;
	return accounts.views().flatMap(({ id, drive, flavour, realm }) => {
		const sum = sums.get(id);
		if (!sum) return [];
		const pace = { pacing: traitsOf(drive, flavour).pacing, realm, ...accounts.paces.of(id) };
		const gapMs = Math.max(...CALLS.map((call) => gapOf(pace, call, now)));
		const measured = tools.lines.rate(id);
		const rate = measured ?? (limit < Infinity ? limit : undefined);
		return [{ accountId: id, ...sum, gapMs, rate: rate && Math.min(rate, limit) }];
	});
}
