/** Compiled with the workers alone: fails as soon as the page's types leak into them. */

// @ts-expect-error a worker has no document
export const noDocument = document;
// @ts-expect-error a worker has no window
export const noWindow = window;
// @ts-expect-error a worker has no Node
export const noProcess = process;
export const itsOwn: WorkerGlobalScope = self;
