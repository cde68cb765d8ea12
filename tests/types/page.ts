/** Compiled with the page alone: fails as soon as Node's types leak into it. */

// @ts-expect-error a page has no Node process
export const noProcess = process;
// @ts-expect-error a page has no Buffer
export const noBuffer = Buffer;
export const itsOwn: Document = document;
