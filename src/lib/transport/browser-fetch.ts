/** browserFetch is the browser's own fetch, callable without its global as `this`. */
export const browserFetch: typeof fetch = (...args) => fetch(...args);
