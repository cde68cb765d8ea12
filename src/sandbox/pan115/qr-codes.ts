import type { Clock } from '../../lib/kernel/clock';
import type { SandboxTime } from '../time';
import { ACCOUNTS, type Account } from './accounts';
import { newHex } from './ids';

/** QrStatus is `data.status` of a QR sign-in (115.md §4.2). */
export type QrStatus = 0 | 1 | 2 | -1 | -2;

/** QrCode is one code that is under way. Times in milliseconds. */
export interface QrCode {
	/** 32 hex digits. */
	readonly uid: string;
	/** Unix seconds. */
	readonly time: number;
	readonly sign: string;
	readonly endsAt: number;
	status: QrStatus;
	/** Who scanned it. */
	account: Account | null;
	/** A code gives one session. */
	spent: boolean;
}

/** QrCodes keeps the QR sign-ins of both APIs, holds their polls, and plays the phone. */
export class QrCodes {
	#codes = new Map<string, QrCode>();
	#told = new Map<string, QrStatus>();
	#waiting = new Map<string, AbortController>();
	#clock: Clock;
	#time: SandboxTime;

	constructor(clock: Clock, time: SandboxTime) {
		this.#clock = clock;
		this.#time = time;
	}

	/** start makes a code that lives for `lifetime` seconds. */
	start(lifetime: number): QrCode {
		const code: QrCode = {
			uid: newHex(32),
			time: this.#time.seconds(),
			sign: newHex(40),
			endsAt: this.#time.now() + lifetime * 1000,
			status: 0,
			account: null,
			spent: false
		};
		this.#codes.set(code.uid, code);
		return code;
	}

	/** look gives a code, its status brought up to date; undefined when there is none. */
	look(uid: string | undefined): QrCode | undefined {
		const code = this.#codes.get(uid ?? '');
		if (code && code.status >= 0 && code.endsAt <= this.#time.now()) code.status = -1;
		return code;
	}

	/**
	 * poll answers at once with a status that was not told before or that ends the matter; else it
	 * waits for a change, `hold` seconds at most.
	 */
	async poll(code: QrCode, hold: number): Promise<QrStatus> {
		if (code.status === (this.#told.get(code.uid) ?? 0) && code.status >= 0 && code.status < 2) {
			const change = this.#waiting.get(code.uid) ?? new AbortController();
			this.#waiting.set(code.uid, change);
			const left = Math.max(0, Math.min(hold * 1000, code.endsAt - this.#time.now()));
			// The phone's act ends the sleep: that is no error.
			await this.#clock.sleep(left, change.signal).catch(() => undefined);
		}
		const { status } = this.look(code.uid) ?? { status: -1 as const };
		this.#told.set(code.uid, status);
		return status;
	}

	/** act is what the phone does; false when there is no such code, or none that lives. */
	act(uid: string, action: 'scan' | 'confirm' | 'cancel', account?: Account): boolean {
		const code = this.look(uid);
		if (!code || code.status < 0 || code.spent) return false;
		code.account = account ?? code.account ?? ACCOUNTS[0];
		code.status = ({ scan: 1, confirm: 2, cancel: -2 } as const)[action];
		this.#waiting.get(uid)?.abort(new Error('changed'));
		this.#waiting.delete(uid);
		return true;
	}

	clear(): void {
		this.#codes.clear();
		this.#told.clear();
		for (const change of this.#waiting.values()) change.abort(new Error('gone'));
		this.#waiting.clear();
	}
}
