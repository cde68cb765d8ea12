import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const CLIENT = fileURLToPath(new URL('../../../build/client', import.meta.url));
const WORKERS = '/_app/immutable/workers/';

/** workerPaths lists the scripts of all workers, as the browser asks for them. */
export function workerPaths(): readonly string[] {
	return readdirSync(CLIENT + WORKERS)
		.filter((name) => name.endsWith('.js'))
		.map((name) => WORKERS + name);
}

/** workerImports lists what workers load when they come to need it. */
export function workerImports(): readonly string[] {
	return readdirSync(`${CLIENT}${WORKERS}chunks`)
		.filter((name) => name.endsWith('.js'))
		.map((name) => `${WORKERS}chunks/${name}`);
}

/** gzipped gives the size on the wire of a built file. */
export function gzipped(path: string): number {
	return gzipSync(readFileSync(CLIENT + path), { level: 9 }).length;
}

/** pngSize reads width and height out of a PNG's header. */
export function pngSize(bytes: Buffer): { width: number; height: number } {
	return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
