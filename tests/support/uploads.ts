import type { Upload } from '../../src/lib/uploads/upload';

/** anUpload gives a queued Upload; `fields` say what matters to the test. */
export function anUpload(fields: Partial<Upload> = {}): Upload {
	return {
		id: 'u1',
		kind: 'file',
		folders: [],
		accountId: 'a1',
		folderId: '',
		folderPath: '/',
		name: 'film.mkv',
		source: { rootId: 'r1', path: [] },
		identity: { name: 'film.mkv', size: 100, lastModified: 1 },
		conflict: 'ask',
		status: { state: 'queued' },
		order: 1,
		addedAt: 0,
		activeMs: 0,
		...fields
	};
}
