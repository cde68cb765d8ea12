/** Xml is markup that is already escaped. */
export type Xml = { readonly markup: string };

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;'
};

/** element wraps text, which it escapes, or other elements. */
export function element(name: string, content: string | number | readonly Xml[], attr = ''): Xml {
	const inner =
		typeof content === 'object'
			? content.map(({ markup }) => markup).join('')
			: String(content).replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
	return { markup: `<${name}${attr}>${inner}</${name}>` };
}

/** NAMESPACE is the attribute that S3 answers carry on their root. */
export const NAMESPACE = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** xml makes a document. */
export function xml(root: Xml): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}`;
}

/** PartRef is one part named by a completion request. `etag` is without quotes. */
export interface PartRef {
	readonly number: number;
	readonly etag: string;
}

/** parsePartRefs reads a CompleteMultipartUpload document, or gives null if it is not one. */
export function parsePartRefs(body: string): readonly PartRef[] | null {
	if (!/<CompleteMultipartUpload[\s>]/.test(body)) return null;
	const parts: PartRef[] = [];
	for (const [, part = ''] of body.matchAll(/<Part>([\s\S]*?)<\/Part>/g)) {
		const number = Number(/<PartNumber>\s*(\d+)\s*<\/PartNumber>/.exec(part)?.[1] ?? NaN);
		const etag = /<ETag>([\s\S]*?)<\/ETag>/.exec(part)?.[1];
		if (!Number.isInteger(number) || etag === undefined) return null;
		parts.push({ number, etag: etag.replace(/&quot;|&#34;|&#x22;|"|\s/g, '') });
	}
	return parts.length > 0 ? parts : null;
}
