import type { Connection } from '../../src/lib/server/backend';
import { createEgress } from '../../src/lib/server/egress';
import { pan123Web } from '../../src/lib/server/pan123/backend';
import type { SessionSecret } from '../../src/lib/server/pan123/secret';
import { FakeClock } from './fake-clock';
import { stubUpstream, type Call } from './stub-upstream';

export const SECRET = {
	token: 'token',
	uid: '7',
	hosts: { api: 'www.123pan.cn', login: 'user.123pan.cn' },
	loginUuid: '0'.repeat(32)
};

export const MD5 = '0cc175b9c0f1b6a831c399e269772661';

/** SESSION: a multipart upload of ten bytes in parts of four. */
export const SESSION: SessionSecret = {
	bucket: '123-681',
	key: 'key',
	uploadId: '2~upload',
	storageNode: 'm78',
	fileId: '1056000001',
	folderId: '',
	name: 'a.bin',
	size: 10,
	md5: MD5,
	sliceSize: 4,
	conflict: 'ask',
	mode: 'multi'
};

/** connectionTo is a 123Pan connection whose provider is a stub. */
export function connectionTo(routes: Parameters<typeof stubUpstream>[0]): {
	readonly connection: Connection;
	readonly calls: readonly Call[];
} {
	const clock = new FakeClock();
	const { fetch, calls } = stubUpstream(routes);
	const egress = createEgress({ clock, fetch });
	const doors = {
		egress,
		clock,
		realm: 'live',
		sign123: true,
		pan115: { ossSignature: 'v1' }
	} as const;
	return { connection: pan123Web.connect(SECRET, doors), calls };
}

/** item is a file as the listing shows it. */
export function item(fields: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		FileId: 31,
		FileName: 'a.bin',
		Type: 0,
		Size: 10,
		Etag: MD5,
		ParentFileId: 0,
		...fields
	};
}

/** listing is one page of a folder. */
export function listing(entries: readonly unknown[] | null, next: unknown = '-1'): object {
	return { data: { Next: next, Total: entries?.length ?? 0, InfoList: entries } };
}
