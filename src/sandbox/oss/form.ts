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

const MOST_FIELD_BYTES = 64 * 1024;
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
	const reader = new Reader(body);
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

/** Reader finds marks in a stream without holding more of it than it must. */
class Reader {
	#chunks: AsyncIterator<Uint8Array, unknown>;
	#held: Buffer = Buffer.alloc(0);

	constructor(body: AsyncIterable<Uint8Array>) {
		this.#chunks = body[Symbol.asyncIterator]();
	}

	/** until gives what comes before `mark`, and skips both; null where `end` comes at once. */
	async until(mark: Buffer, end?: Buffer): Promise<Buffer | null> {
		for (;;) {
			if (end && this.#held.subarray(0, end.length).equals(end)) return null;
			const at = this.#held.indexOf(mark);
			if (at >= 0) return this.#take(at, mark.length);
			if (this.#held.length > MOST_FIELD_BYTES) throw new OssError('MalformedPOSTRequest');
			await this.#more();
		}
	}

	async *stream(mark: Buffer): AsyncGenerator<Uint8Array> {
		for (;;) {
			const at = this.#held.indexOf(mark);
			if (at >= 0) {
				yield this.#take(at, mark.length);
				return;
			}
			// The end of what is held may be the beginning of the mark.
			const safe = this.#held.length - mark.length + 1;
			if (safe > 0) yield this.#take(safe, 0);
			await this.#more();
		}
	}

	#take(bytes: number, skip: number): Buffer {
		const taken = this.#held.subarray(0, bytes);
		this.#held = this.#held.subarray(bytes + skip);
		return taken;
	}

	async #more(): Promise<void> {
		const next = await this.#chunks.next();
		if (next.done) throw new OssError('MalformedPOSTRequest');
		this.#held = Buffer.concat([this.#held, next.value]);
	}
}
