import type { DownloadLink } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import { parseBigJson } from '../big-json';
import { decodeM115, encodeM115 } from '../crypto/m115';
import { errorOf } from '../errors';
import { linkOf } from '../files/links';
import type { CookieApi } from './api';
import { serverKey } from './server-keys';

/**
 * link asks for a file's URL, enciphered both ways. The URL is for the User-Agent that `api` names.
 * Rejects `file-missing` for an unknown pick code. 115.md §9.1, §9.2
 */
export async function link(api: CookieApi, doors: Doors, pickCode: string): Promise<DownloadLink> {
	const modulus = await serverKey(doors, 'rsa');
	const { data, key } = encodeM115(JSON.stringify({ pickcode: pickCode }), modulus);
	const t = String(Math.floor(doors.clock.now() / 1000));
	const envelope = await api.ask('proapi.115.com', '/app/chrome/downurl', { t }, { data });
	if (!envelope.ok) throw errorOf(envelope);
	// Nothing found is an empty list, without any cipher.
	if (typeof envelope.data !== 'string' || envelope.data === '') return linkOf(undefined);
	return linkOf(parsed(decodeM115(envelope.data, key, modulus)));
}

function parsed(text: string): unknown {
	try {
		return parseBigJson(text);
	} catch (cause) {
		throw new TransferError('unreadable-answer', { detail: 'm115: not JSON', cause });
	}
}
