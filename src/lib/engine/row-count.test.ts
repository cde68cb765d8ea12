import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { anUpload } from '../../../tests/support/uploads';
import { rowCounter } from './row-count';

test('rows of one folder are counted, others and cancelled ones are not', async () => {
	const clock = new FakeClock();
	const rows = [
		anUpload({ id: '1' }),
		anUpload({ id: '2' }),
		anUpload({ id: '3', folders: ['a'] }),
		anUpload({ id: '4', status: { state: 'cancelled', reason: 'person' } })
	].map((upload) => ({ upload }));
	const count = rowCounter(() => rows, clock);
	expect(count(anUpload({ id: '1' }))).toBe(2);
	expect(count(anUpload({ folders: ['a'] }))).toBe(1);
	rows.push({ upload: anUpload({ id: '5' }) });
	await clock.advance(2_000);
	expect(count(anUpload({ id: '1' }))).toBe(3);
});
