import type { Disk, Piece } from '../disk';
import type { Clock } from '../../lib/kernel/clock';
import { GiB } from '../../lib/kernel/bytes';
import type { Exchange } from '../http/exchange';
import { Crc64 } from './crc64';
import { OssError } from './errors';
import { paced } from './traffic-limit';

/** Received is bytes at rest with the sums they had on arrival. */
export interface Received {
	readonly piece: Piece;
	readonly crc64: bigint;
}

const LARGEST = 5 * GiB;

/** checkLength refuses a body without Content-Length, or above 5 GiB (object-storage.md §6.1). */
export function checkLength({ headers }: Exchange): void {
	const length = headers['content-length'];
	if (length === undefined) throw new OssError('MissingContentLength');
	if (Number(length) > LARGEST)
		throw new OssError('EntityTooLarge', {
			details: { MaxSizeAllowed: LARGEST, ProposedSize: length }
		});
}

/** receive stores the body of a request, or nothing if it is not as Content-MD5 says (§9). */
export async function receive(
	{ disk, clock }: { readonly disk: Disk; readonly clock: Clock },
	exchange: Exchange
): Promise<Received> {
	checkLength(exchange);
	const claim = exchange.headers['content-md5'];
	const claimed = typeof claim === 'string' ? claim.trim() : null;
	if (claimed !== null && !/^[A-Za-z0-9+/]{22}==$/.test(claimed)) throw badDigest(claimed);
	const received = await receiveBytes(disk, paced(exchange, clock, exchange.body));
	if (claimed !== null && claimed !== base64Md5(received.piece)) {
		await disk.remove(received.piece);
		throw badDigest(claimed);
	}
	return received;
}

/** receiveBytes stores bytes and sums them up on the way. */
export async function receiveBytes(
	disk: Disk,
	bytes: AsyncIterable<Uint8Array>
): Promise<Received> {
	const crc = new Crc64();
	const piece = await disk.receive(summed(bytes, crc));
	return { piece, crc64: crc.digest() };
}

/** base64Md5 is the form of Content-MD5. */
export function base64Md5(piece: Piece): string {
	return Buffer.from(piece.md5, 'hex').toString('base64');
}

function badDigest(claimed: string): OssError {
	return new OssError('InvalidDigest', { details: { 'Content-MD5': claimed } });
}

async function* summed(bytes: AsyncIterable<Uint8Array>, crc: Crc64) {
	for await (const chunk of bytes) {
		crc.update(chunk);
		yield chunk;
	}
}
