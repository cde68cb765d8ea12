import { randomUUID } from 'node:crypto';
import { ACCOUNTS, type Account } from './accounts';

/** QrState is `loginStatus` of a QR sign-in by name (123pan.md §5.3). */
export type QrState = 'waiting' | 'scanned' | 'refused' | 'confirmed';

interface Ticket {
	state: QrState;
	account: Account | null;
	scanPlatform: number;
	wxCode: string;
	readonly endsAt: number;
}

const LIFE_MS = 120_000;

/** Phones keeps the QR sign-ins that are under way and plays the phone's side of them. */
export class Phones {
	#tickets = new Map<string, Ticket>();
	#codes = new Map<string, Account>();

	/** start gives the `uniID` of a new sign-in that lives two minutes from `now` milliseconds. */
	start(now: number): string {
		const uniId = randomUUID();
		this.#tickets.set(uniId, {
			state: 'waiting',
			account: null,
			scanPlatform: 0,
			wxCode: '',
			endsAt: now + LIFE_MS
		});
		return uniId;
	}

	/** look gives a sign-in, or null when it is unknown or too old. */
	look(uniId: string, now: number): Readonly<Ticket> | null {
		const ticket = this.#tickets.get(uniId);
		return ticket && ticket.endsAt > now ? ticket : null;
	}

	/** act is what the phone does; false when there is no such sign-in any more. */
	act(
		uniId: string,
		action: 'scan' | 'confirm' | 'cancel',
		now: number,
		by: { readonly account?: Account; readonly scanPlatform?: number } = {}
	): boolean {
		const ticket = this.#tickets.get(uniId);
		if (!ticket || ticket.endsAt <= now) return false;
		ticket.account = by.account ?? ticket.account ?? ACCOUNTS[0] ?? null;
		if (action === 'scan') ticket.scanPlatform = by.scanPlatform ?? 7;
		ticket.state = ({ scan: 'scanned', confirm: 'confirmed', cancel: 'refused' } as const)[action];
		return true;
	}

	/** makeCode gives the WeChat code of a confirmed sign-in, or null. */
	makeCode(uniId: string): string | null {
		const ticket = this.#tickets.get(uniId);
		if (ticket?.state !== 'confirmed' || !ticket.account) return null;
		ticket.wxCode ||= randomUUID();
		this.#codes.set(ticket.wxCode, ticket.account);
		return ticket.wxCode;
	}

	/** spendCode gives the account behind a WeChat code, once. */
	spendCode(code: string): Account | undefined {
		const account = this.#codes.get(code);
		this.#codes.delete(code);
		return account;
	}
}
