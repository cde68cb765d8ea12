import { type ToldLie } from './lie';

/** Lies about parts and their URLs. */
export const PART_LIES: readonly ToldLie[] = [
	[
		'a part is listed that never came',
		'parts that came are listed exactly, parts that did not are not',
		(honest) => ({
			listParts: async (session, options) => [
				...(await honest.listParts(session, options)),
				{ number: session.parts, size: 1, etag: '0'.repeat(32) }
			]
		})
	],
	[
		'a part that came is not listed',
		'parts that came are listed exactly, parts that did not are not',
		(honest) => ({
			listParts: async (session) => (await honest.listParts(session)).slice(1)
		})
	],
	[
		'a part is listed with the etag of other bytes',
		'a part sent twice is the second one, or the second is refused',
		(honest) => {
			const etag = 'f'.repeat(32);
			return {
				listParts: async (session) =>
					(await honest.listParts(session)).map((receipt) => ({ ...receipt, etag }))
			};
		}
	],
	[
		'a part sent again is dropped',
		'a part sent twice is the second one, or the second is refused',
		(honest) => {
			const seen = new Set<string>();
			return {
				put: async (part, bytes) => {
					const key = new URL(part.url).search.replace(/&expires.*/, '');
					if (seen.has(key)) return { etag: '' };
					seen.add(key);
					return honest.put(part, bytes);
				}
			};
		}
	],
	[
		'parts are stored in the order of their coming',
		'parts may come in any order, or only in their own',
		(honest) => {
			let next = 0;
			return {
				put: (part, bytes) => {
					const url = new URL(part.url);
					url.searchParams.set('part', String(++next));
					return honest.put({ ...part, url: url.href }, bytes);
				}
			};
		}
	],
	[
		'every part gets the URL of the first',
		'presigned parts are those asked for, in that order, each with its own URL',
		(honest) => ({
			presign: async (session, numbers) => {
				const [first] = await honest.presign(session, [1]);
				return numbers.map((number) => ({ ...first!, number }));
			}
		})
	],
	[
		'parts are presigned in an order of its own',
		'presigned parts are those asked for, in that order, each with its own URL',
		(honest) => ({
			presign: async (session, numbers) => (await honest.presign(session, numbers)).toReversed()
		})
	],
	[
		'an expired URL is still good',
		'an expired URL is refused, and a new one works',
		(honest) => ({
			put: (part, bytes) => {
				const url = new URL(part.url);
				url.searchParams.set('expires', String(Number.MAX_SAFE_INTEGER));
				return honest.put({ ...part, url: url.href }, bytes);
			}
		})
	],
	[
		'a finished session still lists parts',
		'a finished session is lost',
		(honest) => ({ listParts: (session) => honest.listParts(session).catch(() => []) })
	]
];
