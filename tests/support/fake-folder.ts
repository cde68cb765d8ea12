/** Content of a folder: bytes by name, and folders by theirs. */
export interface Content {
	readonly [name: string]: File | Content;
}

/** FakeFolder: a directory handle over files in memory, and a count of how often each was looked into. */
export function fakeFolder(
	name: string,
	content: Content,
	looked: string[] = []
): FileSystemDirectoryHandle {
	const handles = Object.entries(content).map(([inner, one]) =>
		one instanceof File
			? { kind: 'file', name: inner, getFile: () => Promise.resolve(one) }
			: fakeFolder(inner, one, looked)
	);
	const values = async function* () {
		looked.push(name);
		yield* handles;
	};
	return { kind: 'directory', name, values } as unknown as FileSystemDirectoryHandle;
}

/** fileOf makes a File of so many bytes. */
export function fileOf(name: string, size: number, lastModified = 1): File {
	return new File([new Uint8Array(size)], name, { lastModified });
}
