import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** png draws rows of black and white cells, `scale` pixels each; all rows are as long as the first. */
export function png(cells: readonly (readonly boolean[])[], scale: number): Buffer {
	const width = (cells[0]?.length ?? 0) * scale;
	const lines = cells.flatMap((row) => {
		// Every line begins with its filter: none.
		const line = Buffer.alloc(width + 1, 255);
		line[0] = 0;
		row.forEach((dark, at) => dark && line.fill(0, 1 + at * scale, 1 + (at + 1) * scale));
		return new Array<Buffer>(scale).fill(line);
	});
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(cells.length * scale, 4);
	header[8] = 8;
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.concat(lines))),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function chunk(name: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(name), data]);
	const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	crc.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, crc]);
}
