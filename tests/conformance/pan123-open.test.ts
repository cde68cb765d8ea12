import { describeDrive } from './drive-checks';
import { proxiedRig } from './proxied-rig';

const flavour = { drive: 'pan123', flavour: 'open', files: true } as const;
const sliceSize = 4096;

describeDrive('123Pan Open Platform', () =>
	proxiedRig({ ...flavour, partSize: sliceSize, config: { sliceSize } })
);

// Whatever an answer was seen to leave out, and checks that take a while.
describeDrive('123Pan Open Platform, as slow and sparing as it gets', () =>
	proxiedRig({
		...flavour,
		partSize: sliceSize,
		haste: 50,
		config: {
			sliceSize,
			sameFile: 'conflict',
			reuseInfo: 'missing',
			open123Polls: 2,
			copyPolls: 2,
			takenPlace: 'refuse',
			unknownFolder: 'refuse',
			listLimit: 7,
			lastPage: 'mangled'
		}
	})
);

// A token ends with every URL that does, and the index has heard of nothing that was made here.
describeDrive('123Pan Open Platform, with short tokens and an index that learns slowly', () =>
	proxiedRig({
		...flavour,
		partSize: sliceSize,
		files: false,
		config: { sliceSize, open123TokenLifetime: 900, open123SearchDelay: 36_000 }
	})
);
