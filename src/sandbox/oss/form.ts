import { MarkReader } from '../http/mark-reader';
import { OssError } from './errors';

/** FormFile is the file of a form, to be read once. */
export interface FormFile {
	readonly filename: string;
	/** As its own part says; empty if it does not. */
	readonly contentType: string;
	/** Ends at the boundary; throws OssError when the body ends before. */
	readonly bytes: AsyncIterable<Uint8Array>;
}

/** PostForm is a form up to its file; names of fields are in lower case (object-storage.md §11). */
export interface PostForm {
	readonly fields: ReadonlyMap<string, string>;
	/** Null if the form has none. Fields behind it are not read, as `file` must be the last. */
	readonly file: FormFile | null;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** isForm tells a form from other bodies. */
export function isForm(contentType: string | undefined): boolean {
	return /^multipart\/form-data\b/i.test(contentType ?? '');
}

/** readForm reads `multipart/form-data` up to the file. Throws OssError MalformedPOSTRequest. */
export async function readForm(
	contentType: string,
	body: AsyncIterable<Uint8Array>
): Promise<PostForm> {
	const match = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
	const boundary = match?.[1] ?? match?.[2];
	if (!boundary) throw new OssError('MalformedPOSTRequest');
	const delimiter = Buffer.from(`\r\n--${boundary}`);
	const reader = new MarkReader(body, () => new OssError('MalformedPOSTRequest'));
	const fields = new Map<string, string>();
	await reader.until(delimiter.subarray(2));
	for (;;) {
		const head = await reader.until(END_OF_HEAD, Buffer.from('--'));
		if (head === null) return { fields, file: null };
		const { name, filename, type } = readHead(head.toString('utf8'));
		if (name === 'file') {
			const bytes = reader.stream(delimiter);
			return { fields, file: { filename, contentType: type, bytes } };
		}
		const value = await reader.until(delimiter);
		fields.set(name, value?.toString('utf8') ?? '');
	}
}

function readHead(head: string): { name: string; filename: string; type: string } {
	const name = /^content-disposition:.*?[;\s]name="([^"]*)"/im.exec(head)?.[1];
	if (name === undefined) throw new OssError('MalformedPOSTRequest');
	return {
		name: name.toLowerCase(),
		filename: /[;\s]filename="([^"]*)"/i.exec(head)?.[1] ?? '',
		type: /^content-type:\s*(\S.*?)\s*$/im.exec(head)?.[1] ?? ''
	};
}
