import { expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { TransferError } from '../kernel/errors';
import { commands } from './commands';
import type { Engine } from './create-engine';

test('new versions of many files go up, and one that is gone says so without holding the rest', async () => {
	const rig = new EngineRig();
	await rig.start();
	const add = (id: string, order: number) =>
		rig.add(fresh(20), { id, order, name: id, source: { rootId: id, path: [] } });
	const ids = [await add('gone', 1), await add('changed', 2)];
	rig.files.delete('gone');
	const bytes = fresh(30);
	// What the drive already has of a file is not given up without a word.
	rig.onPut = (_, count) => {
		if (count === 2) rig.write('changed', bytes);
		return 'store';
	};
	for (const id of ids) expect(await rig.status(id)).toMatchObject({ state: 'waiting' });
	const roots = {
		file: async ({ rootId }: { rootId: string }) => {
			const file = rig.files.get(rootId);
			if (!file) throw new TransferError('source-missing');
			return file;
		}
	};
	const engine = { queue: rig.queue, roots } as unknown as Engine;
	await commands(async () => engine).acceptChange(ids);
	expect(await rig.status('gone')).toMatchObject({ cause: 'source-missing' });
	await rig.expectStored('changed', bytes);
});
