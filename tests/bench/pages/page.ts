/** The page that measures: takes what is dropped on it and hands it to the measuring worker. */
import { transferHandlers, wrap } from 'comlink';
import { carryTransferErrors } from '../../../src/lib/kernel/comlink-errors';
import type { BenchPage, Measures } from './measures';

carryTransferErrors(transferHandlers);
const measures = wrap<Measures>(
	new Worker(new URL('./measure.worker.ts', import.meta.url), { type: 'module' })
);
let handle: FileSystemFileHandle | undefined;

addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
	event.preventDefault();
	const [item] = event.dataTransfer?.items ?? [];
	void item?.getAsFileSystemHandle?.().then((dropped) => {
		if (dropped?.kind === 'file') handle = dropped as FileSystemFileHandle;
	});
});

function dropped(): FileSystemFileHandle {
	if (!handle) throw new Error('no file was dropped');
	return handle;
}

const bench: BenchPage = {
	hasFile: () => handle !== undefined,
	put: (way, url) => measures.put(way, dropped(), url),
	hash: (way, kinds) => measures.hash(way, dropped(), kinds),
	fetchMany(url, atOnce) {
		const input = document.querySelector('input')!;
		return measures.fetchMany([...(input.files ?? [])], url, atOnce);
	}
};
Object.assign(globalThis, { bench });
