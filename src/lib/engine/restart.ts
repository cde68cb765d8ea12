/** RESTART is what an engine worker posts when another tab took over from it while it was frozen. */
export const RESTART = 'panlift-restart';
