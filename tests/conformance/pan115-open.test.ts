import { KiB, MiB } from '../../src/lib/kernel/bytes';
import { describeDrive } from './drive-checks';
import { proxiedRig, type ProxiedRigOptions } from './proxied-rig';

const partSize = 100 * KiB;
const open: ProxiedRigOptions = {
	...{ drive: 'pan115', flavour: 'open' },
	files: true,
	partSize,
	wish: { partSize, singlePut: partSize },
	provenFrom: MiB
};

describeDrive('115 Open Platform', () => proxiedRig(open));

// Every other form that an answer was seen to have, or is documented with. 115.md §10.2, §15
describeDrive('115 Open Platform, as odd as its answers get', () =>
	proxiedRig({
		...open,
		config: {
			idsAsNumbers: true,
			callbackShape: 'array',
			callbackCode: 'task-id',
			stsShape: 'array',
			stsSecretName: 'AccessKeySecrett',
			stsExpirationName: 'expiration',
			openWrongProof: 8,
			missingInfo: 'code',
			challengeRounds: 3,
			requireAgent: true,
			binIds: 'own',
			lostMoves: 'take'
		}
	})
);

// A question that a wrong answer does not repeat, tokens that end under way, V4 and parts alone.
describeDrive('115 Open Platform, in parts alone and with tokens of a quarter of an hour', () =>
	proxiedRig({
		...open,
		files: false,
		wish: { partSize, singlePut: 0 },
		config: {
			openWrongProof: 6,
			challengeWrong: 'refuse',
			openTokenLifetime: 900,
			ossSignatures: 'v4'
		},
		settings: { pan115: { ossSignature: 'v4' } }
	})
);
