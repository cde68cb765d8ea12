/**
 * Receipt file: receipts as a person keeps them, and checks them in any browser that has the account.
 * JSON, in UTF-8: `{"panlift": "receipts", "version": 1, "receipts": [...]}`. Each one has
 *
 * - `uploadId`, `accountId` ("pan115-open-live-123": drive, flavour, realm, user), `name` and `path`
 *   at the drive, `folderId` ("" is the root), `remoteId`;
 * - `size` in bytes, `digests` `{md5?, sha1?}` in lower-case hex (123Pan shows MD5, 115 SHA-1),
 *   `instant`, `parts` `[{number, size, etag}]` as storage acknowledged them,
 *   ascending, none for an instant upload;
 * - `lastModified` of the local file, `addedAt`, `finishedAt` in milliseconds since the epoch,
 *   `activeMs`.
 *
 * No field is left out but a digest, and what else a file has is not read.
 */
import type { DigestKind, Receipt } from '../drives/drive';
import type { UploadReceipt } from '../sessions/session-store';

/** The only version so far. */
const VERSION = 1;
/** Larger files are not read: a receipt of ten thousand parts is less than one of these. */
export const MOST_BYTES = 256 * 1024 * 1024;

/** receiptFile writes the text of a receipt file. */
export function receiptFile(receipts: readonly UploadReceipt[]): string {
	const lines = receipts.map((receipt) => `\t\t${JSON.stringify(receipt)}`).join(',\n');
	const head = `\t"panlift": "receipts",\n\t"version": ${VERSION}`;
	return `{\n${head},\n\t"receipts": [\n${lines}\n\t]\n}\n`;
}

/** ReadReceipts: what a chosen file holds, or what is wrong with it. */
export type ReadReceipts =
	| { readonly receipts: readonly UploadReceipt[] }
	/** It is something else. */
	| { readonly problem: 'no-receipts' }
	| { readonly problem: 'newer' }
	/** `at` counts from 1. */
	| { readonly problem: 'damaged'; readonly at: number; readonly field: string };

/** readReceipts takes a file's text apart. It never throws. */
export function readReceipts(text: string): ReadReceipts {
	let file: unknown;
	try {
		file = JSON.parse(text);
	} catch {
		return { problem: 'no-receipts' };
	}
	const { panlift, version, receipts } = fieldsOf(file);
	if (panlift !== 'receipts' || typeof version !== 'number') return { problem: 'no-receipts' };
	if (version > VERSION) return { problem: 'newer' };
	if (!Array.isArray(receipts) || receipts.length === 0) return { problem: 'no-receipts' };
	const read: UploadReceipt[] = [];
	for (const [index, one] of (receipts as readonly unknown[]).entries()) {
		const given = fieldsOf(one);
		const field = (Object.keys(FIELDS) as (keyof UploadReceipt)[]).find((name) => {
			return !FIELDS[name](given[name]);
		});
		if (field) return { problem: 'damaged', at: index + 1, field };
		const names = Object.keys(FIELDS);
		const known = Object.fromEntries(names.map((name) => [name, given[name]]));
		read.push(known as unknown as UploadReceipt);
	}
	return { receipts: read };
}

type Fits = (value: unknown) => boolean;

const text =
	(pattern: RegExp): Fits =>
	(value) =>
		typeof value === 'string' && pattern.test(value);
const whole: Fits = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const md5 = text(/^[0-9a-f]{32}$/);
const DIGESTS: Readonly<Record<DigestKind, Fits>> = { md5, sha1: text(/^[0-9a-f]{40}$/) };

const FIELDS: Readonly<Record<keyof UploadReceipt, Fits>> = {
	uploadId: text(/^[\w-]{1,64}$/),
	accountId: text(/^\w+-\w+-\w+-\w{1,64}$/),
	name: text(/^[^]{1,1024}$/),
	path: text(/^\/[^]{1,8192}$/),
	folderId: text(/^\w{0,64}$/),
	remoteId: text(/^[\w-]{1,64}$/),
	size: whole,
	digests(value) {
		const kinds = Object.entries(fieldsOf(value));
		const fits = ([kind, digest]: [string, unknown]) => DIGESTS[kind as DigestKind]?.(digest);
		return kinds.length > 0 && kinds.every(fits);
	},
	instant: (value) => typeof value === 'boolean',
	parts: areParts,
	lastModified: Number.isSafeInteger,
	addedAt: whole,
	finishedAt: whole,
	activeMs: whole
};

/** In order, each number once. */
function areParts(value: unknown): boolean {
	let last = 0;
	return Array.isArray(value) && (value as readonly unknown[]).every(isNext);

	function isNext(part: unknown): boolean {
		const { number, size, etag } = fieldsOf(part) as Partial<Record<keyof Receipt, unknown>>;
		const comesNext = whole(number) && (number as number) > last;
		last = number as number;
		return comesNext && whole(size) && typeof etag === 'string' && etag.length <= 128;
	}
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	return isObject ? (value as Record<string, unknown>) : {};
}
