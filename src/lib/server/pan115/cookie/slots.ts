import { TransferError } from '../../../kernel/errors';

/** Slot: a kind of client. An account has one living session in each. 115.md §4.2 */
interface Slot {
	/** Stands in the path of calls. */
	readonly path: string;
	readonly agent?: string;
}

const own = (path: string) => [path, { path }] as const;
const apple = (name: string, agent: string) => [name, { path: 'ios', agent }] as const;

const SLOTS = new Map<string, Slot>([
	...['web', 'android', '115android', 'tv', 'apple_tv', 'harmony'].map(own),
	...['qandroid', 'qios', 'qipad', 'os_windows', 'os_mac', 'os_linux'].map(own),
	...['wechatmini', 'alipaymini'].map(own),
	apple('ios', 'UPhone/1.0.0'),
	apple('115ios', 'OfficePhone/1.0.0'),
	apple('ipad', 'UPad/1.0.0'),
	apple('115ipad', 'OfficePad/1.0.0')
]);

/** DEFAULT_SLOT is one that hardly anybody uses: taking it signs no one out, and it lives long. */
export const DEFAULT_SLOT = 'wechatmini';

/** slotOf finds a slot by its name, or rejects `bad-request`. */
export function slotOf(name: string): Slot {
	const slot = SLOTS.get(name);
	if (slot) return slot;
	throw new TransferError('bad-request', { detail: `115 has no client slot ${name}` });
}
