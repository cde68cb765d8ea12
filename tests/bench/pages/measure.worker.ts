/** Measuring worker: peers, and Panlift's own code, on one dropped file. */
import { expose, transferHandlers } from 'comlink';
import { carryTransferErrors } from '../../../src/lib/kernel/comlink-errors';
import { hashBy } from './hash-ways';
import type { Measures } from './measures';
import { noReading, pumpWhole, realReading } from './pump-whole';

carryTransferErrors(transferHandlers);

const measures: Measures = {
	async put(way, handle, url) {
		const file = await handle.getFile();
		const reading = await (way === 'panlift with part MD5' ? realReading : noReading)(handle);
		const started = performance.now();
		if (way === 'xhr') await putByXhr(url, file);
		else if (way === 'fetch') await putByFetch(url, file);
		else await pumpWhole(handle, url, reading);
		return (performance.now() - started) / 1000;
	},
	hash: hashBy,
	async fetchMany(files, url, atOnce) {
		const waiting = [...files];
		const started = performance.now();
		const lane = async () => {
			for (let file = waiting.pop(); file; file = waiting.pop()) await putByFetch(url, file);
		};
		await Promise.all(Array.from({ length: atOnce }, lane));
		return (performance.now() - started) / 1000;
	}
};

function putByXhr(url: string, body: Blob): Promise<void> {
	return new Promise((resolve, reject) => {
		const xhr = new XMLHttpRequest();
		xhr.open('PUT', url);
		xhr.onload = () => (xhr.status === 200 ? resolve() : reject(new Error(`HTTP ${xhr.status}`)));
		xhr.onerror = () => reject(new Error('network'));
		xhr.send(body);
	});
}

async function putByFetch(url: string, body: Blob): Promise<void> {
	const answer = await fetch(url, { method: 'PUT', body });
	if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
	await answer.arrayBuffer();
}

expose(measures);
