import { createHash } from 'node:crypto';
import type { Violation } from './checks';
import type { World } from './world';

/**
 * watchParts looks at every PUT of a part: one that storage has, and of which a Receipt is durable, is
 * not sent again. Gives the list that violations are put on.
 */
export function watchParts(world: World): Violation[] {
	const violations: Violation[] = [];
	const hex = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
	world.network.onPut = (life, url, size) => {
		const id = url.searchParams.get('uploadId');
		const number = Number(url.searchParams.get('partNumber'));
		// An engine that has lost the lead can't know what the other one has finished.
		if (!id || !number || life.superseded) return;
		const { s3, oss } = world.services;
		const upload = [...s3.unfinished(), ...oss.unfinished()].find((one) => one.id === id);
		const there = upload?.parts.get(number);
		if (!upload || !there) return;
		const session = [hex(id), hex(`${id} ${upload.key}`)];
		void (async () => {
			const { disk } = world.storage;
			for (const { id: uploadId, name } of await disk.uploads()) {
				const stored = await disk.session(uploadId);
				if (!stored || !session.includes(stored.id)) continue;
				const receipts = await disk.receipts(uploadId);
				if (!receipts.some((one) => one.number === number && one.etag === there.piece.md5))
					continue;
				const what = `part ${number} of ${name}, ${size} bytes, by ${life.name}`;
				violations.push({ name: 'part-sent-twice', what });
				world.note(`? sent twice: ${what}`);
			}
		})();
	};
	return violations;
}
