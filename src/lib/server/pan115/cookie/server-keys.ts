import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import { PRODUCTION_P224 } from '../crypto/exchange';
import { PRODUCTION_RSA } from '../crypto/m115';
import { objectOf } from '../envelope';

const PRODUCTION = { p224: PRODUCTION_P224, rsa: PRODUCTION_RSA } as const;

/**
 * serverKey gives 115's public key: for uploads P-224 (x‖y), for links the modulus of RSA, in hex. The
 * sandbox can't have the private halves of 115's own. 115.md §6.3, §9.2
 */
export async function serverKey(
	{ realm, egress }: Pick<Doors, 'realm' | 'egress'>,
	which: keyof typeof PRODUCTION
): Promise<string> {
	if (realm === 'live') return PRODUCTION[which];
	const key = objectOf(await egress.sandboxKeys())?.[which];
	if (typeof key === 'string') return key;
	throw new TransferError('unreadable-answer', { detail: 'the sandbox tells no key' });
}
