import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry } from '../../testing';
import { openFiles, type FileRig } from '../testing';

const FOR_EVER = '9999-12-31T23:59:59+08:00';

let rig: FileRig;
let film: Entry & { readonly S3KeyFlag?: string };
let folder: Entry;
beforeEach(async () => {
	rig = await openFiles();
	film = await rig.put('/shared/deep/film.mkv', 5);
	folder = await rig.named('shared');
	await rig.put('/private.txt');
});
afterEach(() => rig.close());

const create = (more: object = {}) =>
	rig.api('/share/create', {
		...{ driveId: 0, fileIdList: String(folder.FileId), shareName: 'x', sharePwd: 'aB12' },
		...{ expiration: FOR_EVER, event: 'shareCreate', ...more }
	});
const own = async () =>
	(await rig.api('/share/list?limit=100&next=0&orderBy=fileId&orderDirection=desc&Page=1')).data
		.InfoList as unknown as readonly Record<string, unknown>[];

/** A guest has no token. */
async function guest(path: string, body?: object) {
	const { token } = rig;
	rig.token = '';
	const stranger = await fetch(`${rig.origin}/api.123278.com/b/api${path}`, {
		...(body && { method: 'POST', body: JSON.stringify(body) })
	});
	rig.token = token;
	return (await stranger.json()) as Awaited<ReturnType<FileRig['api']>>;
}
const look = (ShareKey: string, pwd: string, parent = 0) =>
	guest(`/share/get?limit=100&next=0&shareKey=${ShareKey}&SharePwd=${pwd}&parentFileId=${parent}`);

describe('a share', () => {
	test('is made of a text of ids, with a name and an end', async () => {
		expect((await create()).data.ShareKey).toMatch(/^[\w-]+$/);
		for (const wrong of [
			{ fileIdList: [folder.FileId] },
			{ fileIdList: '' },
			{ shareName: ' ' },
			{ expiration: undefined },
			{ expiration: 'tomorrow' }
		])
			expect((await create(wrong)).code).toBe(400);
		expect((await create({ fileIdList: '7' })).code).toBe(5066);
		expect((await create({ expiration: '2001-01-01T00:00:00+08:00' })).code).toBe(1);
		expect(await own()).toHaveLength(1);
	});

	test('is listed newest first and gone when it is cancelled', async () => {
		await create({ shareName: 'first' });
		const { ShareKey } = (await create({ shareName: 'second', sharePwd: '' })).data;
		const [second, first] = await own();
		expect(first).toMatchObject({ ShareName: 'first', SharePwd: 'aB12', Expiration: FOR_EVER });
		expect(second).toMatchObject({ ShareName: 'second', SharePwd: '', ShareKey });
		const shareInfoList = [{ shareId: second?.ShareId }];
		await rig.api('/share/delete', { driveId: 0, shareInfoList, event: 'shareCancel' });
		expect((await own()).map(({ ShareName }) => ShareName)).toEqual(['first']);
		expect((await look(ShareKey, '')).code).not.toBe(0);
	});

	test('is shown to guests who have its password, whatever its case, and shows nothing else', async () => {
		const { ShareKey } = (await create()).data;
		expect((await look(ShareKey, '')).code).not.toBe(0);
		expect((await look(ShareKey, 'wrong')).code).not.toBe(0);
		const top = await look(ShareKey, 'AB12');
		expect(top.data.InfoList).toMatchObject([{ FileName: 'shared', FileId: folder.FileId }]);
		const [deep] = (await look(ShareKey, 'aB12', folder.FileId)).data.InfoList;
		const inside = await look(ShareKey, 'aB12', deep?.FileId);
		expect(inside.data.InfoList).toMatchObject([{ FileName: 'film.mkv', Size: 5 }]);
		const other = await rig.put('/other/y');
		expect((await look(ShareKey, 'aB12', other.ParentFileId)).code).toBe(5066);
	});

	test('ends in its time', async () => {
		const expiration = new Date(Date.now() + 7 * 86_400_000).toISOString();
		const { ShareKey } = (await create({ expiration })).data;
		expect((await look(ShareKey, 'aB12')).code).toBe(0);
		await rig.set({ clockOffset: 8 * 86_400 });
		expect((await look(ShareKey, 'aB12')).code).not.toBe(0);
		expect(await own()).toMatchObject([{ Expired: true }]);
	});

	test('is downloaded from without signing in', async () => {
		const { ShareKey } = (await create()).data;
		const asked = {
			...{ ShareKey, SharePwd: 'aB12', fileId: film.FileId },
			...{ etag: film.Etag, s3keyFlag: film.S3KeyFlag, size: film.Size }
		};
		const { data } = await guest('/share/download/info', asked);
		const answer = await fetch(data.DownloadURL);
		expect((await answer.arrayBuffer()).byteLength).toBe(5);
		const hidden = await rig.named('private.txt');
		const other = { ...asked, fileId: hidden.FileId, etag: hidden.Etag, size: hidden.Size };
		expect((await guest('/share/download/info', other)).code).toBe(5066);
	});

	test.each([
		['/file/copy/async', 'snake'],
		['/restful/goapi/v1/file/copy/save', 'camel']
	])('is saved to another drive by %s', async (path, spelling) => {
		const { ShareKey } = (await create()).data;
		const second = { mail: 'second@sandbox.test', password: 'sandbox-456', type: 2 };
		rig.token = (await rig.signIn(second)).data.token;
		const body =
			spelling === 'snake'
				? {
						...{ share_key: ShareKey, share_pwd: 'aB12', current_level: 1, event: 'transfer' },
						file_list: [{ file_id: folder.FileId, parent_file_id: 0 }]
					}
				: {
						...{ shareKey: ShareKey, sharePwd: 'aB12', currentLevel: 0 },
						fileList: [{ fileID: folder.FileId, parentFileID: 0 }]
					};
		const answer = await rig.api(path, body);
		expect(answer.code).toBe(0);
		expect(await rig.names()).toEqual(['shared']);
		expect((await rig.named('film.mkv')).Size).toBe(5);
		if (spelling === 'snake') return;
		const state = `/restful/goapi/v1/file/copy/save/get?taskID=${answer.data.taskID}`;
		expect((await rig.api(state)).data.status).toBe(2);
	});
});
