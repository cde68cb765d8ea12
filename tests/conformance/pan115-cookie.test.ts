import { KiB, MiB } from '../../src/lib/kernel/bytes';
import { describeDrive } from './drive-checks';
import { proxiedRig, type ProxiedRigOptions } from './proxied-rig';

const partSize = 100 * KiB;
const cookie: ProxiedRigOptions = {
	...{ drive: 'pan115', flavour: 'cookie' },
	files: true,
	partSize,
	wish: { partSize, singlePut: partSize },
	provenFrom: MiB
};

describeDrive('115 with cookies', () => proxiedRig(cookie));

// Every other form that an answer of the real service was seen to have. 115.md §15
describeDrive('115 with cookies, as odd as its answers get', () =>
	proxiedRig({
		...cookie,
		config: {
			idsAsNumbers: true,
			callbackShape: 'array',
			callbackCode: 'task-id',
			initTail: false,
			initStatus: 'boolean',
			initLz4: 'literal',
			initBlock: 100,
			challengeRounds: 3,
			challengeWrong: 'refuse',
			requireKid: true,
			requireAgent: true,
			binIds: 'own',
			lostMoves: 'take',
			folderOrder: 'fixed',
			ossSignatures: 'v4'
		},
		settings: { pan115: { ossSignature: 'v4' } }
	})
);

// Nothing is instant, and every file goes up in parts.
describeDrive('115 with cookies, in parts alone', () =>
	proxiedRig({ ...cookie, files: false, wish: { partSize, singlePut: 0 } })
);
