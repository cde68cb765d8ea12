import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';

/** Seen: a text that could give something away, and where it was. */
export interface Seen {
	readonly where: string;
	readonly text: string;
}

/**
 * AnswerLog stands between a browser and the world as its HTTP proxy, and keeps whatever anything
 * in that browser is answered, by anybody.
 */
export class AnswerLog {
	readonly #server = createServer((inside, answer) => this.#pass(inside, answer));
	readonly #answers: { readonly where: string; readonly head: string; readonly body: Buffer[] }[] =
		[];

	static async open(): Promise<AnswerLog> {
		const log = new AnswerLog();
		await new Promise<void>((resolve) => log.#server.listen(0, '127.0.0.1', resolve));
		return log;
	}

	/** What makes a Chromium use it, for this machine too. */
	get switches(): readonly string[] {
		const { port } = this.#server.address() as AddressInfo;
		return [`--proxy-server=127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'];
	}

	get answers(): readonly Seen[] {
		return this.#answers.map(({ where, head, body }) => ({
			where,
			text: `${head}\n\n${Buffer.concat(body).toString('latin1')}`
		}));
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	#pass(inside: IncomingMessage, answer: ServerResponse): void {
		const { method, url = '' } = inside;
		// Browsers have errands of their own.
		if (new URL(url).hostname !== '127.0.0.1') return void answer.destroy();
		// What is compressed could not be searched.
		const headers = { ...inside.headers, 'accept-encoding': 'identity' };
		const outside = ask(url, { method, headers }, (got) => {
			const body: Buffer[] = [];
			const head = [got.statusMessage, ...got.rawHeaders].join('\n');
			this.#answers.push({ where: `${method} ${url.split('?')[0]}`, head, body });
			answer.writeHead(got.statusCode!, got.rawHeaders);
			// A connection that is cut is the browser's to deal with.
			got.on('error', () => answer.destroy());
			got.on('data', (chunk: Buffer) => body.push(chunk));
			got.pipe(answer);
		});
		outside.on('error', () => answer.destroy());
		answer.on('close', () => outside.destroy());
		inside.pipe(outside);
	}
}

/** kept is all that a browser has written down for the page's origin. */
export async function kept(page: Page): Promise<readonly Seen[]> {
	const text = await page.evaluate(async () => {
		const answered = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error!);
			});
		const databases = await Promise.all(
			(await indexedDB.databases()).map(async ({ name }) => {
				const database = await answered(indexedDB.open(name!));
				const stores = [...database.objectStoreNames];
				const transaction = database.transaction(stores);
				const rows = stores.map(async (store) => {
					const all = transaction.objectStore(store);
					const [keys, values] = await Promise.all([
						answered(all.getAllKeys()),
						answered(all.getAll())
					]);
					return { store, keys, values };
				});
				const content = await Promise.all(rows);
				database.close();
				return { name, content };
			})
		);
		const cached = await Promise.all(
			(await caches.keys()).map(async (name) => {
				const cache = await caches.open(name);
				const found = await cache.matchAll();
				return Promise.all(found.map(async (one) => [one.url, await one.text()]));
			})
		);
		return {
			IndexedDB: JSON.stringify(databases),
			localStorage: JSON.stringify(localStorage),
			sessionStorage: JSON.stringify(sessionStorage),
			caches: JSON.stringify(cached)
		};
	});
	return Object.entries(text).map(([where, value]) => ({ where, text: value }));
}
