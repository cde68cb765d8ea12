/** Leading: what a URL that leads to a download answered, without the download itself. */
export interface Leading {
	readonly status: number;
	/** Where a redirect leads, as told. */
	readonly location?: string | undefined;
	readonly type: 'json' | 'page' | 'other';
	/** The body's beginning; empty for `other`, which may be the file. */
	readonly text: string;
}

/** Bytes of an answer that are worth reading. */
const MOST_BYTES = 65_536;

/** readLeading reads an answer as far as it says where it leads, and lets go of the rest. */
export async function readLeading(response: Response): Promise<Leading> {
	const { status, headers } = response;
	const kind = headers.get('content-type') ?? '';
	const type = /json/i.test(kind) ? 'json' : /html/i.test(kind) ? 'page' : 'other';
	const location = headers.get('location') ?? undefined;
	const text = type === 'other' ? '' : await beginning(response);
	await response.body?.cancel().catch(() => undefined);
	return { status, location, type, text };
}

async function beginning(response: Response): Promise<string> {
	const reader = response.body?.getReader();
	if (!reader) return '';
	const decoder = new TextDecoder();
	let text = '';
	for (let bytes = 0; bytes < MOST_BYTES;) {
		const { done, value } = await reader.read();
		if (done) break;
		bytes += value.length;
		text += decoder.decode(value, { stream: true });
	}
	reader.releaseLock();
	return text;
}
