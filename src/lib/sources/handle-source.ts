/** Sources over file handles, which survive a restart, and bare Files, which do not. */
import type { ByteRange } from '../kernel/bytes';
import { TransferError } from '../kernel/errors';
import type { Identity, Source, SourceRef, SourceRoot, Sources } from './source';

/** handleSources opens SourceRefs; `root` finds what a drop or pick gave. */
export function handleSources(root: (id: string) => Promise<SourceRoot | undefined>): Sources {
	return {
		look: async (ref) => openRoot(await root(ref.rootId), ref.path),
		open(ref: SourceRef, identity: Identity): Source {
			const file = async () => {
				const opened = await openRoot(await root(ref.rootId), ref.path);
				if (opened.size !== identity.size || opened.lastModified !== identity.lastModified) {
					throw new TransferError('source-changed');
				}
				return opened;
			};
			return {
				identity,
				file,
				// slice(…, '') drops the File's type: the browser would send it as Content-Type.
				slice: async (range: ByteRange) => (await file()).slice(range.start, range.end, '')
			};
		}
	};
}

/** openRoot gives the File at `path` below the root, as it is on disk now. */
export async function openRoot(
	root: SourceRoot | undefined,
	path: readonly string[]
): Promise<File> {
	if (root?.file) return root.file;
	if (!root?.handle) throw new TransferError('source-forgotten');
	try {
		return await (await fileHandleAt(root.handle, path)).getFile();
	} catch (error) {
		const name = error instanceof Error ? error.name : '';
		const code = name === 'NotAllowedError' ? 'permission-needed' : 'source-missing';
		throw new TransferError(code, { cause: error });
	}
}

async function fileHandleAt(
	root: FileSystemFileHandle | FileSystemDirectoryHandle,
	path: readonly string[]
): Promise<FileSystemFileHandle> {
	if (root.kind === 'file') return root;
	let directory = root;
	for (const name of path.slice(0, -1)) directory = await directory.getDirectoryHandle(name);
	return directory.getFileHandle(path.at(-1) ?? '');
}
