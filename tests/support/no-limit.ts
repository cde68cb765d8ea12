import type { BandwidthSetting } from '../../src/lib/uploads/bandwidth-rule';

/** NO_LIMIT lets uploads go as fast as the line. */
export const NO_LIMIT: BandwidthSetting = { bandwidth: 'off', bandwidthRate: 0, timetable: '' };
