import { expect, test, vi } from 'vitest';
import { settle } from '../../../tests/support/fake-clock';
import { anUpload } from '../../../tests/support/uploads';
import { LateRunner } from './late-runner';
import type { Rows } from './runner';
import type { Tools } from './tools';

const seen = vi.hoisted(() => ({ isThere: false, pumps: 0 }));
vi.mock('./runner', () => ({
	get Runner() {
		if (!seen.isThere) throw new TypeError('Failed to fetch dynamically imported module');
		return class {
			pump = () => void (seen.pumps += 1);
			stop = async () => {};
		};
	}
}));

test('rows wait for our server where it gives no script, and the next look asks for it again', async () => {
	const failed: (readonly [string, string])[] = [];
	const uploads = [anUpload(), anUpload({ id: 'u2', status: { state: 'paused' } })];
	const rows = {
		uploads: () => uploads,
		failed: (id: string, { code }: { code: string }) => void failed.push([id, code])
	};
	const runner = new LateRunner({} as Tools, () => ({ filesAtOnce: 3 }), rows as unknown as Rows);
	await runner.stop('u1');
	runner.pump();
	await vi.waitFor(() => expect(failed).toEqual([['u1', 'proxy-unreachable']]));
	seen.isThere = true;
	await settle();
	runner.pump();
	await vi.waitFor(() => expect(seen.pumps).toBe(1));
	runner.pump();
	expect(seen.pumps).toBe(2);
});

test('nothing is loaded while no row is in line', async () => {
	const rows = { uploads: () => [anUpload({ status: { state: 'paused' } })] };
	const before = seen.pumps;
	new LateRunner({} as Tools, () => ({ filesAtOnce: 3 }), rows as unknown as Rows).pump();
	await settle();
	expect(seen.pumps).toBe(before);
});
