import { contentOf, digestsOf } from '../content';
import type { Reply } from '../http/exchange';
import { ACCOUNTS, accountNamed, type Account } from '../pan115/accounts';
import { cookieText } from '../pan115/cookies';
import { ROOT } from '../pan115/ids';
import { openRows } from '../pan115/open-rows';
import type { Item, Tree } from '../pan115/tree';
import { folderUnder } from '../pan115/upload-folder';
import type { World } from '../pan115/world';
import { AdminError } from './admin-error';
import type { AccountRow, DriveAdmin, FileRow } from './drive-admin';
import { numberedNames } from './numbered';
import { contentReply, seedFrom, segmentsOf } from './seeding';

const DRIVE = 'pan115';

/** pan115Admin lets the admin calls see and fill the emulated 115. */
export function pan115Admin(world: World): DriveAdmin {
	return {
		name: DRIVE,
		accounts: () => [...ACCOUNTS.map((account) => cookieRow(world, account)), ...openRows(world)],
		files: () => allFiles(world),
		content: (account, path) => content(world, account, path),
		seed: (asked) => seed(world, asked),
		phone: (uid, action) => world.qrCodes.act(uid, action)
	};
}

/** The session is alive whenever it is asked for; a switch may have ended the last one. */
function cookieRow(world: World, account: Account): AccountRow {
	const { cookieLifetime } = world.config.current;
	const { cookies } = world.signIns.own(account, world.time.now(), cookieLifetime);
	return {
		drive: DRIVE,
		flavour: 'cookie',
		name: account.name,
		credentials: { cookie: cookieText(cookies) }
	};
}

/** One file after the other: digests read the disk. */
async function allFiles(world: World): Promise<readonly FileRow[]> {
	const rows: FileRow[] = [];
	for (const account of ACCOUNTS)
		for (const item of [...world.tree(account).all()])
			if (!item.folder) rows.push(await fileRow(world, account, item));
	return rows;
}

async function fileRow(world: World, account: Account, item: Item): Promise<FileRow> {
	const tree = world.tree(account);
	return {
		drive: DRIVE,
		account: account.name,
		path: tree.pathOf(item),
		id: item.id,
		size: item.size,
		...(await digestsOf(item.content ?? contentOf([]))),
		trashed: !tree.isLive(item)
	};
}

function content(world: World, accountName: string | null, path: string): Reply {
	return contentReply(newestAt(world.tree(accountFrom(accountName)), segmentsOf(path)), path);
}

/**
 * Missing folders are made; another file of that name stays, as 115 does it (115.md §8.2). With
 * `count` that many files of the same bytes are made, under numbered names; the last is the answer.
 */
async function seed(world: World, asked: Readonly<Record<string, unknown>>): Promise<FileRow> {
	const { account: accountName, folders, name, count, bytes } = seedFrom(asked);
	const account = accountFrom(accountName);
	const piece = await world.disk.receive(bytes);
	const parent = folderUnder(world, account, ROOT, folders.join('/'));
	const content = contentOf([piece]);
	const sha1 = (await digestsOf(content)).sha1.toUpperCase();
	const draft = { parent, sha1, content, listedAtOnce: true };
	const names = count === undefined ? [name] : numberedNames(name, count);
	const made = names.map((one) => world.putFile(account, { ...draft, name: one }));
	return fileRow(world, account, made.at(-1)!);
}

/** Names repeat, so a path may mean several files: the newest one is meant. */
function newestAt(tree: Tree, segments: readonly string[]): Item | undefined {
	let parent = ROOT;
	for (const name of segments.slice(0, -1)) {
		const folder = tree.folderNamed(parent, name);
		if (!folder) return undefined;
		parent = folder.id;
	}
	return tree.filesNamed(parent, segments.at(-1) ?? '').at(-1);
}

function accountFrom(name: string | null): Account {
	const account = accountNamed(name);
	if (!account) throw new AdminError(404, `no account "${name}"`);
	return account;
}
