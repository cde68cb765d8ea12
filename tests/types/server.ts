/** Compiled with the proxy alone: fails as soon as Node or the page leaks into it. */

// @ts-expect-error the proxy has no document
export const noDocument = document;
// @ts-expect-error edge runtimes have no Node process
export const noProcess = process;
// @ts-expect-error edge runtimes have no Buffer
export const noBuffer = Buffer;
export const itsOwn: typeof fetch = fetch;
