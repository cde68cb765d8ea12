import { describeDrive } from './drive-checks';
import { proxiedRig } from './proxied-rig';

const flavour = { drive: 'pan123', flavour: 'web', files: true } as const;
const sliceSize = 4096;

describeDrive('123Pan web', () =>
	proxiedRig({ ...flavour, partSize: sliceSize, config: { sliceSize } })
);

// Everything that some answer of the real service was seen to leave out. 123pan.md §17
describeDrive('123Pan web, as sparing with words as it gets', () =>
	proxiedRig({
		...flavour,
		partSize: sliceSize,
		config: {
			sliceSize,
			signature: 'strict',
			conflictData: 'null',
			sameFile: 'conflict',
			reuseInfo: 'missing',
			completionInfo: 'missing',
			listLimit: 30,
			foldersFirst: false,
			lastPage: 'mangled',
			unknownFolder: 'refuse',
			detailPaths: 'missing',
			takenPlace: 'refuse',
			lostParent: 'root',
			trashOperation: 'required',
			copyPolls: 2,
			downloadUrl: 'inner',
			downloadRedirect: 210
		}
	})
);
