/** OssCall: one request to storage that the stub saw. */
export interface OssCall {
	readonly method: string;
	readonly url: URL;
	readonly headers: Headers;
	readonly body: string;
}

export const UPLOAD_ID = 'A'.repeat(32);

const XML = { 'content-type': 'application/xml' };

/** ossError is an error as OSS writes it. */
export function ossError(status: number, code: string): Response {
	const body = `<Error><Code>${code}</Code><Message>no</Message></Error>`;
	return new Response(body, { status, headers: XML });
}

/** partList is one page of ListParts; with `next` there are more. */
export function partList(
	parts: readonly (readonly [number: number, etag: string, size: number])[],
	next?: number
): Response {
	const rows = parts.map(
		([number, etag, size]) =>
			`<Part><PartNumber>${number}</PartNumber><ETag>"${etag}"</ETag><Size>${size}</Size></Part>`
	);
	const more = `<IsTruncated>${next !== undefined}</IsTruncated>`;
	const marker = `<NextPartNumberMarker>${next ?? 0}</NextPartNumberMarker>`;
	const body = `<ListPartsResult>${more}${marker}${rows.join('')}</ListPartsResult>`;
	return new Response(body, { headers: XML });
}

/**
 * stubOss is a `fetch` that answers as OSS does when all is well: an upload id, no parts, an end.
 * `answer` may say something else.
 */
export function stubOss(answer: (call: OssCall) => Response | undefined): {
	readonly fetch: typeof fetch;
	readonly calls: readonly OssCall[];
} {
	const calls: OssCall[] = [];
	const send = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const request = new Request(input, init);
		const url = new URL(request.url);
		const { method, headers } = request;
		const call = { method, url, headers, body: await request.text() };
		calls.push(call);
		const told = answer(call);
		if (told) return told;
		if (method === 'DELETE') return new Response(null, { status: 204 });
		if (method === 'GET') return partList([]);
		const id = `<UploadId>${UPLOAD_ID}</UploadId>`;
		return url.searchParams.has('uploads')
			? new Response(`<InitiateMultipartUploadResult>${id}</InitiateMultipartUploadResult>`)
			: ossError(400, 'InvalidArgument');
	};
	return { fetch: send as typeof fetch, calls };
}
