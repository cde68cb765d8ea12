import { describeSeeds } from './seeds';

describeSeeds(1, 2);
