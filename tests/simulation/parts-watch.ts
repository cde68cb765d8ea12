import { createHash } from 'node:crypto';
import type { Violation } from './checks';
import { receiptKey } from './sim-storage';
import type { World } from './world';

const idOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

/**
 * watchParts looks at every PUT of a part: one that storage has, and of which a Receipt was durable,
 * is not sent again. Gives the list that violations are put on.
 */
export function watchParts(world: World): Violation[] {
	const violations: Violation[] = [];
	world.network.onPut = (life, url, size) => {
		const id = url.searchParams.get('uploadId');
		const number = Number(url.searchParams.get('partNumber'));
		// An engine that has lost the lead can't know what the other one has finished.
		if (!id || !number || life.superseded) return;
		const { s3, oss } = world.services;
		const upload = [...s3.unfinished(), ...oss.unfinished()].find((one) => one.id === id);
		const there = upload?.parts.get(number);
		if (!upload || !there) return;
		// The two drives name their Sessions each in their way.
		const sessions = [idOf(id), idOf(`${id} ${upload.key}`)];
		const keys = sessions.map((one) => receiptKey(one, { number, etag: there.piece.md5 }));
		if (!keys.some((key) => world.storage.receipts.has(key))) return;
		const what = `part ${number}, ${size} bytes, by ${life.name}`;
		violations.push({ name: 'part-sent-twice', what });
		world.note(`? sent twice: ${what}`);
	};
	return violations;
}
