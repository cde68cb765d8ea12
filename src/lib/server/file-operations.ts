/** The proxy's operations of the Files page: checked, then passed to the Backend's FileActions. */
import * as v from 'valibot';
import type { FileVerb } from '../drives/files';
import type { FileOperation } from '../drives/wire';
import { FILE_VERBS } from '../drives/files';
import { TransferError } from '../kernel/errors';
import type { Connection } from './backend';
import { check, folderId, name } from './inputs';

const PREFIX = 'files-';
const MOST_ENTRIES = 3_000;

const id = v.pipe(v.string(), v.regex(/^\w{1,64}$/));
const text = v.pipe(v.string(), v.maxLength(1024));
const count = v.pipe(v.number(), v.minValue(0));
const digest = v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32,64}$/)));
const entry = v.object({
	id,
	name,
	folderId,
	kind: v.picklist(['file', 'folder']),
	size: count,
	digests: v.object({ md5: digest, sha1: digest }),
	key: v.exactOptional(text),
	modifiedAt: v.exactOptional(v.number()),
	createdAt: v.exactOptional(v.number()),
	trashedAt: v.exactOptional(v.number()),
	refused: v.exactOptional(v.boolean())
});
const entries = v.pipe(v.array(entry), v.minLength(1), v.maxLength(MOST_ENTRIES));
const view = v.object({
	order: v.exactOptional(
		v.object({ by: v.picklist(['name', 'size', 'modified']), descending: v.boolean() })
	),
	cursor: v.exactOptional(text)
});
const shares = v.pipe(v.array(v.object({ id: text })), v.minLength(1), v.maxLength(100));
const wish = v.object({
	name,
	password: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
	days: count
});

/** ARGUMENTS of every action, as files.ts has them. */
const ARGUMENTS = {
	entries: v.tuple([folderId, view]),
	search: v.tuple([v.pipe(text, v.minLength(1)), folderId, view]),
	path: v.tuple([folderId]),
	details: v.tuple([entry]),
	makeFolder: v.tuple([folderId, name]),
	rename: v.tuple([entry, name]),
	move: v.tuple([entries, folderId]),
	copy: v.tuple([entries, folderId]),
	copied: v.tuple([text]),
	trash: v.tuple([entries]),
	bin: v.tuple([view]),
	restore: v.tuple([entries]),
	erase: v.tuple([entries]),
	emptyBin: v.tuple([]),
	link: v.tuple([entry]),
	share: v.tuple([entries, wish]),
	shares: v.tuple([view]),
	unshare: v.tuple([shares])
} satisfies Record<FileVerb, v.GenericSchema>;

export function isFileOperation(text: string): text is FileOperation {
	return text.startsWith(PREFIX) && (FILE_VERBS as readonly string[]).includes(verbOf(text));
}

/** operateFiles runs an action. Rejects `bad-request` for what the flavour can't do at all. */
export async function operateFiles(
	connection: Connection,
	operation: FileOperation,
	input: unknown
): Promise<unknown> {
	const verb = verbOf(operation) as FileVerb;
	const { args } = check(v.object({ args: ARGUMENTS[verb] }), input);
	const files = connection.files?.();
	if (!files) throw new TransferError('bad-request', { detail: 'no file actions here' });
	const act = files[verb].bind(files) as (...args: readonly unknown[]) => Promise<unknown>;
	return (await act(...(args as readonly unknown[]))) ?? null;
}

function verbOf(operation: string): string {
	return operation.slice(PREFIX.length);
}

/** notHere is an action that a flavour does not have; its traits keep pages from asking. */
export const notHere = (): Promise<never> =>
	Promise.reject(new TransferError('bad-request', { detail: 'this drive can not do that' }));
