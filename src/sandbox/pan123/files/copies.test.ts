import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entry } from '../../testing';
import { openFiles, type FileRig } from '../testing';

let rig: FileRig;
beforeEach(async () => {
	rig = await openFiles();
});
afterEach(() => rig.close());

const rowOf = ({ FileId, FileName, Size, Etag, ParentFileId }: Entry, type = 0) => ({
	...{ fileId: FileId, fileName: FileName, size: Size, etag: Etag, type },
	...{ parentFileId: ParentFileId, driveId: 0 }
});
const copy = (fileList: unknown, targetFileId: number) =>
	rig.api('/restful/goapi/v1/file/copy/async', { fileList, targetFileId } as object);
const state = (taskId: number) => rig.api(`/restful/goapi/v1/file/copy/task?taskId=${taskId}`);

async function filmAndFolder() {
	const film = await rig.put('/from/film.mkv', 5);
	await rig.put('/to/x');
	return { film, to: await rig.named('to'), from: await rig.named('from') };
}

test('a copy is done at once, with what a folder holds', async () => {
	const { film, from, to } = await filmAndFolder();
	const answer = await copy([rowOf(film), rowOf(from, 1)], to.FileId);
	expect(answer).toMatchObject({ code: 0, data: { mode: 2 } });
	expect(await rig.names(to.FileId)).toEqual(['film.mkv', 'from', 'x']);
	await copy([rowOf(film)], to.FileId);
	expect(await rig.names(to.FileId)).toEqual(['film(1).mkv', 'film.mkv', 'from', 'x']);
});

test('a copy takes as many questions as the switch says, and shows nothing before', async () => {
	const { film, to } = await filmAndFolder();
	await rig.set({ copyPolls: 2 });
	const { data } = await copy([rowOf(film)], to.FileId);
	expect(data).toMatchObject({ mode: 1, taskId: expect.any(Number) as number });
	expect((await state(data.taskId)).data.status).toBe(1);
	expect((await state(data.taskId)).data.status).toBe(1);
	expect(await rig.names(to.FileId)).toEqual(['x']);
	expect((await state(data.taskId)).data.status).toBe(2);
	expect((await state(data.taskId)).data.status).toBe(2);
	expect(await rig.names(to.FileId)).toEqual(['film.mkv', 'x']);
});

test('a copy fails where its folder went away meanwhile, or the switch says so', async () => {
	const { film, to } = await filmAndFolder();
	await rig.set({ copyPolls: 1 });
	const gone = await copy([rowOf(film)], to.FileId);
	await rig.trash(to);
	await state(gone.data.taskId);
	expect((await state(gone.data.taskId)).data).toMatchObject({ status: 3, reason: '文件不存在' });
	await rig.set({ copyFails: true });
	const { data } = await copy([rowOf(film)], 0);
	await state(data.taskId);
	expect((await state(data.taskId)).data.status).toBe(3);
	expect(await rig.names()).toEqual(['from']);
});

test('a copy wants a list of described entries and a folder that is not inside of them', async () => {
	const { film, from, to } = await filmAndFolder();
	expect((await copy(rowOf(film), to.FileId)).code).toBe(400);
	expect((await copy([], to.FileId)).code).toBe(400);
	expect((await copy([{ fileId: film.FileId }], to.FileId)).code).toBe(400);
	expect((await copy([rowOf(film)], 7)).code).toBe(5066);
	expect((await copy([{ ...rowOf(film), fileId: 7 }], to.FileId)).code).toBe(5066);
	expect((await copy([rowOf(from, 1)], from.FileId)).code).toBe(1);
	expect((await state(7)).code).not.toBe(0);
});
