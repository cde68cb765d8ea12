/** Full mode, `npm test -- --full`: the same tests, more often, and those that take minutes. */
export const FULL = process.env['PANLIFT_FULL'] === '1';

/** often gives how many times a random thing is tried. */
export const often = (usual: number, full: number) => (FULL ? full : usual);
