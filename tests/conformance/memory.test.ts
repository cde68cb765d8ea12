import { describeDrive } from './drive-checks';
import { memoryRig, orderedRig } from './memory-rig';

describeDrive('memory', () => Promise.resolve(memoryRig()));
describeDrive('memory, in order', () => Promise.resolve(orderedRig()));
