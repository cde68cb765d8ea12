import { contentOf, digestsOf } from '../content';
import type { Reply } from '../http/exchange';
import { ACCOUNTS, accountNamed, userOf, type Account } from '../pan123/accounts';
import { openRows } from '../pan123/open/clients';
import { ROOT, type Item, type Tree } from '../pan123/tree';
import type { World } from '../pan123/world';
import { AdminError } from './admin-error';
import type { AccountRow, DriveAdmin, FileRow } from './drive-admin';
import { numberedNames } from './numbered';
import { contentReply, seedFrom, segmentsOf } from './seeding';

const DRIVE = 'pan123';

/** pan123Admin lets the admin calls see and fill the emulated 123Pan. */
export function pan123Admin(world: World): DriveAdmin {
	return {
		name: DRIVE,
		accounts: () => [...ACCOUNTS.map(accountRow), ...openRows()],
		files: () => allFiles(world),
		content: (account, path) => content(world, account, path),
		seed: (asked) => seed(world, asked),
		phone: (uid, action) => world.phones.act(uid, action, world.time.now())
	};
}

function accountRow(account: Account): AccountRow {
	return {
		drive: DRIVE,
		flavour: 'web',
		name: account.nickname,
		credentials: { user: userOf(account), password: account.password }
	};
}

/** One file after the other: digests read the disk. */
async function allFiles(world: World): Promise<readonly FileRow[]> {
	const rows: FileRow[] = [];
	for (const account of ACCOUNTS)
		for (const item of [...world.tree(account).all()])
			if (item.content) rows.push(await fileRow(world, account, item));
	return rows;
}

async function fileRow(world: World, account: Account, item: Item): Promise<FileRow> {
	const tree = world.tree(account);
	return {
		drive: DRIVE,
		account: account.nickname,
		path: tree.pathOf(item),
		id: String(item.id),
		size: item.size,
		...(await digestsOf(item.content ?? contentOf([]))),
		trashed: !tree.isLive(item)
	};
}

function content(world: World, accountName: string | null, path: string): Reply {
	return contentReply(itemAt(world.tree(accountFrom(accountName)), segmentsOf(path)), path);
}

/**
 * Missing folders are made; a file that is there already gets the new bytes. With `count` that many
 * files of the same bytes are made, under numbered names that are free; the last one is the answer.
 */
async function seed(world: World, asked: Readonly<Record<string, unknown>>): Promise<FileRow> {
	const { account: accountName, folders, name, count, bytes } = seedFrom(asked);
	const account = accountFrom(accountName);
	const piece = await world.disk.receive(bytes);
	const parent = folderAt(world, account, folders);
	if (count !== undefined) {
		const draft = { etag: piece.md5, content: contentOf([piece]) };
		const made = world.putFiles(account, parent, numberedNames(name, count), draft);
		if (!made) throw new AdminError(409, 'a name is taken');
		return fileRow(world, account, made);
	}
	const overwrite = world.tree(account).named(parent, name);
	if (overwrite?.folder) throw new AdminError(409, `a folder is at ${String(asked.path)}`);
	const draft = { parent, name, etag: piece.md5, content: contentOf([piece]), overwrite };
	return fileRow(world, account, world.putFile(account, draft));
}

function folderAt(world: World, account: Account, segments: readonly string[]): number {
	let parent = ROOT;
	for (const name of segments) {
		const found = world.tree(account).named(parent, name);
		if (found && !found.folder) throw new AdminError(409, `a file is at "${name}"`);
		parent = (found ?? world.putFolder(account, parent, name)).id;
	}
	return parent;
}

function itemAt(tree: Tree, segments: readonly string[]): Item | undefined {
	let item: Item | undefined;
	for (const name of segments) {
		item = tree.named(item?.id ?? ROOT, name);
		if (!item) return undefined;
	}
	return item;
}

function accountFrom(name: string | null): Account {
	const account = accountNamed(name);
	if (!account) throw new AdminError(404, `no account "${name}"`);
	return account;
}
