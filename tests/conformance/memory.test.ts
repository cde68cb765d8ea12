import { describeDrive } from './drive-checks';
import { memoryRig } from './memory-rig';

describeDrive('memory', () => Promise.resolve(memoryRig()));
