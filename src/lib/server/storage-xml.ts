/** XML of object storage, read strictly. S3 and OSS write alike. object-storage.md §6.5, §14 */
import { XMLParser } from 'fast-xml-parser';

/** XmlNode is an element: texts and XmlNodes by name. */
export type XmlNode = Readonly<Record<string, unknown>>;

/** ListedPart is one part that storage holds. `etag` is as sent, with its quotes. */
export interface ListedPart {
	readonly partNumber: number;
	readonly etag: string;
	/** Bytes. */
	readonly size: number;
	/** CRC-64/XZ, decimal, where storage tells it. */
	readonly crc64?: string;
}

/** PartPage is one page of ListParts; the next one starts after `nextPartNumberMarker`. */
export interface PartPage {
	readonly isTruncated: boolean;
	readonly nextPartNumberMarker: number;
	readonly parts: readonly ListedPart[];
}

const parser = new XMLParser({
	ignoreAttributes: true,
	parseTagValue: false,
	trimValues: true,
	// One `Part` must be a list of one (§6.5).
	isArray: (name) => name === 'Part',
	// Numeric entities (`&#34;`) occur in ETags and are decoded only with this.
	htmlEntities: true
});

/**
 * rootOf gives the root element of this name; null if the body has no such root. Servers may pad a
 * slow answer with white space (§14); a document that was cut off is none.
 */
export function rootOf(body: string, name: string): XmlNode | null {
	try {
		const document = parser.parse(body.trim(), true) as XmlNode;
		if (!Object.hasOwn(document, name)) return null;
		const root = document[name];
		return typeof root === 'object' && root !== null ? (root as XmlNode) : {};
	} catch {
		return null;
	}
}

/** textOf gives an element's text, '' when there is none. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** parseListParts reads a ListParts answer; null if the body is not one. */
export function parseListParts(body: string): PartPage | null {
	const root = rootOf(body, 'ListPartsResult');
	if (!root) return null;
	const rows = Array.isArray(root.Part) ? (root.Part as XmlNode[]) : [];
	return {
		isTruncated: textOf(root.IsTruncated) === 'true',
		nextPartNumberMarker: Number(textOf(root.NextPartNumberMarker) || 0),
		parts: rows.map((row) => ({
			partNumber: Number(textOf(row.PartNumber)),
			etag: textOf(row.ETag),
			size: Number(textOf(row.Size)),
			...(textOf(row.HashCrc64ecma) !== '' && { crc64: textOf(row.HashCrc64ecma) })
		}))
	};
}
