/** Everything happens in the browser: the server sends the empty shell. */
export const ssr = false;
