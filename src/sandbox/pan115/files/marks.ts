import { NEWEST_FIRST, type Order } from './order';
import type { Item } from '../tree';

/** Marks are what people set on entries besides their names: a folder's order, a file's star. */
export class Marks {
	#orders = new Map<string, Order>();
	#stars = new Set<string>();
	#busyUntil = new Map<string, number>();

	/** orderOf is a folder's stored order; the root of each account has its own (115.md §8.1). */
	orderOf(userId: string, folder: string): Order {
		return this.chosenOrder(userId, folder) ?? NEWEST_FIRST;
	}

	/** chosenOrder is a folder's order if anyone has chosen it. */
	chosenOrder(userId: string, folder: string): Order | undefined {
		return this.#orders.get(`${userId} ${folder}`);
	}

	setOrder(userId: string, folder: string, order: Order): void {
		this.#orders.set(`${userId} ${folder}`, order);
	}

	hasStar({ id }: Item): boolean {
		return this.#stars.has(id);
	}

	setStar({ id }: Item, on: boolean): void {
		if (on) this.#stars.add(id);
		else this.#stars.delete(id);
	}

	/**
	 * begin starts a copy, move, delete or restore that takes `seconds`; false while another of the
	 * same account is under way at `now` milliseconds (§8.2).
	 */
	begin(userId: string, now: number, seconds: number): boolean {
		if ((this.#busyUntil.get(userId) ?? 0) > now) return false;
		this.#busyUntil.set(userId, now + seconds * 1000);
		return true;
	}

	clear(): void {
		this.#orders.clear();
		this.#stars.clear();
		this.#busyUntil.clear();
	}
}
