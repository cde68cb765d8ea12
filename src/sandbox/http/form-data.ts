import { MarkReader } from './mark-reader';

/** ReceivedForm is a `multipart/form-data` body: its fields as text, its files as `receive` made them. */
export interface ReceivedForm<Received> {
	readonly fields: Readonly<Record<string, string>>;
	readonly files: ReadonlyMap<string, Received>;
}

/** BrokenForm says that a body is no whole form. */
export class BrokenForm extends Error {}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * readFormData reads a form whose files may stand anywhere; each one streams through `receive`. A
 * part is a file when it has a file name. Throws BrokenForm; then files may have been received.
 */
export async function readFormData<Received>(
	contentType: string,
	body: AsyncIterable<Uint8Array>,
	receive: (bytes: AsyncIterable<Uint8Array>) => Promise<Received>
): Promise<ReceivedForm<Received>> {
	const match = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
	const boundary = match?.[1] ?? match?.[2];
	if (!boundary) throw new BrokenForm('no boundary');
	const delimiter = Buffer.from(`\r\n--${boundary}`);
	const reader = new MarkReader(body, () => new BrokenForm('the form ends too soon'));
	const fields: Record<string, string> = {};
	const files = new Map<string, Received>();
	await reader.until(delimiter.subarray(2));
	for (;;) {
		const head = await reader.until(END_OF_HEAD, Buffer.from('--'));
		if (head === null) return { fields, files };
		const text = head.toString('utf8');
		const name = /^content-disposition:.*?[;\s]name="([^"]*)"/im.exec(text)?.[1] ?? '';
		if (/[;\s]filename\*?=/i.test(text)) files.set(name, await receive(reader.stream(delimiter)));
		else fields[name] = (await reader.until(delimiter))?.toString('utf8') ?? '';
	}
}
