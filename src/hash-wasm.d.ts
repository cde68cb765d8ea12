/** hash-wasm ships each algorithm alone too, but types for the whole only. */
declare module 'hash-wasm/dist/md5.umd.min.js' {
	export { createMD5 } from 'hash-wasm';
}
declare module 'hash-wasm/dist/sha1.umd.min.js' {
	export { createSHA1 } from 'hash-wasm';
}
declare module 'hash-wasm/dist/xxhash64.umd.min.js' {
	export { createXXHash64 } from 'hash-wasm';
}
