/** LEAD_LOCK names the Web Lock that the tab holds whose engine works; nobody else writes the queue. */
export const LEAD_LOCK = 'panlift-engine';
