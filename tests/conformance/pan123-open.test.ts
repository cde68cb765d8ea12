import { describeDrive } from './drive-checks';
import { proxiedRig } from './proxied-rig';

const flavour = { drive: 'pan123', flavour: 'open' } as const;
const sliceSize = 4096;

describeDrive('123Pan Open Platform', () =>
	proxiedRig({ ...flavour, partSize: sliceSize, config: { sliceSize } })
);

// Whatever an answer was seen to leave out, an index that learns slowly, and checks that take a while.
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
			open123CopyPolls: 2,
			open123SearchDelay: 3600
		}
	})
);

// A token ends with every URL that does.
describeDrive('123Pan Open Platform, with tokens of a quarter of an hour', () =>
	proxiedRig({
		...flavour,
		partSize: sliceSize,
		config: { sliceSize, open123TokenLifetime: 900 }
	})
);
