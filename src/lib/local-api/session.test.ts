import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sessionIdOf, uploadSession } from './session';

const facts = {
	id: 'u1',
	sessionId: 'up-1',
	filePath: 'Fotos/Größe 1.jpg',
	folderId: '77',
	size: 10,
	digests: { md5: 'aa' },
	partsTotal: 3,
	numbers: [1, 3],
	createdAt: Date.UTC(2026, 0, 31, 12, 0, 0, 5),
	updatedAt: Date.UTC(2026, 1, 1)
};

test('a session id is the start of SHA-256 over path and target, in UTF-8', async () => {
	const hex = createHash('sha256').update('Fotos/Größe 1.jpg77').digest('hex');
	expect(await sessionIdOf(facts.filePath, '77')).toBe(hex.slice(0, 16));
	expect(await sessionIdOf(facts.filePath, '78')).not.toBe(hex.slice(0, 16));
});

test('a session has every field', async () => {
	expect(await uploadSession(facts)).toEqual({
		session_id: await sessionIdOf(facts.filePath, '77'),
		file_path: 'Fotos/Größe 1.jpg',
		file_size: 10,
		file_sha1: null,
		file_md5: 'aa',
		target_dir_id: '77',
		total_parts: 3,
		uploaded_parts: [1, 3],
		upload_id: 'up-1',
		progress: 66.66,
		created_at: '2026-01-31T12:00:00.005+00:00',
		updated_at: '2026-02-01T00:00:00.000+00:00'
	});
});

test('the root of a drive is 0, as drives call it, in the id too', async () => {
	const hex = createHash('sha256').update('a.jpg0').digest('hex');
	expect(await uploadSession({ ...facts, filePath: 'a.jpg', folderId: '' })).toMatchObject({
		target_dir_id: '0',
		session_id: hex.slice(0, 16)
	});
});
