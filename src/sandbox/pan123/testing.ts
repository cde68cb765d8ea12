import { openSandbox, type Entry, type TestSandbox } from '../testing';

/** FileRig is a sandbox with the calls that tests of files make, as its first account. */
export interface FileRig extends TestSandbox {
	set(switches: object): Promise<void>;
	/** Puts a file at a path; missing folders are made. */
	put(path: string, size?: number): Promise<Entry>;
	/** Finds the one entry of that name in the whole drive. */
	named(name: string): Promise<Entry>;
	/** Names in a folder, sorted. */
	names(folderId?: number): Promise<readonly string[]>;
	binned(): Promise<readonly string[]>;
	trash(...entries: readonly Entry[]): Promise<void>;
}

export async function openFiles(): Promise<FileRig> {
	const sandbox = await openSandbox();
	const list = async (query: string) =>
		(await sandbox.api(`/file/list/new?${query}`)).data.InfoList;
	const rig: FileRig = Object.assign(sandbox, {
		set: async (switches) => void (await sandbox.admin('config', switches)),
		async put(path, size = 1) {
			await sandbox.admin('seed', { drive: 'pan123', path, size, seed: path });
			return rig.named(path.split('/').at(-1) ?? '');
		},
		async named(name) {
			const found = await list(`SearchData=${encodeURIComponent(name)}`);
			const entry = found.find(({ FileName }) => FileName === name);
			if (!entry) throw new Error(`no entry named ${name}`);
			return entry;
		},
		names: async (folderId = 0) =>
			(await list(`parentFileId=${folderId}`)).map(({ FileName }) => FileName).sort(),
		binned: async () => (await list('trashed=true')).map(({ FileName }) => FileName).sort(),
		async trash(...entries) {
			const fileTrashInfoList = entries.map(({ FileId }) => ({ FileId }));
			await sandbox.api('/file/trash', { fileTrashInfoList, operation: true });
		}
	} satisfies Omit<FileRig, keyof TestSandbox>);
	return rig;
}
