import type { Clock } from '../../lib/kernel/clock';
import type { ConfigStore } from '../config';
import { contentOf, type Content } from '../content';
import type { Disk } from '../disk';
import type { TokenIssuer } from '../oss/sts';
import type { SandboxTime } from '../time';
import { ACCOUNTS, type Account } from './accounts';
import { Challenges } from './challenges';
import { Captchas } from './captcha/captchas';
import { SignIns } from './cookies';
import { Marks } from './files/marks';
import { Ids, newPickCode } from './ids';
import { DeviceCodes } from './open/device-codes';
import { Tokens } from './open/tokens';
import { QrCodes } from './qr-codes';
import { Samples } from './samples';
import { Shares } from './shares/shares';
import { Tasks } from './tasks';
import { Tree, type Item } from './tree';

/** Shelf is the part of OSS where 115 finds what was uploaded. */
export interface Shelf {
	/** The bytes of a finished object. */
	objectAt(bucket: string, object: string): Content | undefined;
}

/** Draft is a file before it has an id. `pickCode` is that of its upload. */
export interface Draft {
	readonly parent: string;
	readonly name: string;
	/** Upper-case hex. */
	readonly sha1: string;
	readonly content: Content;
	readonly pickCode?: string;
	/** Listings show it at once, whatever the switch says. */
	readonly listedAtOnce?: boolean;
}

/** WorldParts are what the world is built on. */
export interface WorldParts {
	readonly shelf: Shelf;
	readonly tokens: TokenIssuer;
	readonly disk: Disk;
	readonly config: ConfigStore;
	readonly clock: Clock;
	readonly time: SandboxTime;
}

const EMPTY_SHA1 = 'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709';

/** World is all state of the emulated 115 (115.md §15, State). */
export class World {
	readonly shelf: Shelf;
	readonly tokens: TokenIssuer;
	readonly disk: Disk;
	readonly config: ConfigStore;
	readonly clock: Clock;
	readonly time: SandboxTime;
	readonly ids = new Ids();
	readonly signIns = new SignIns();
	readonly qrCodes: QrCodes;
	readonly challenges: Challenges;
	readonly tasks = new Tasks();
	readonly marks = new Marks();
	readonly openTokens = new Tokens();
	readonly deviceCodes = new DeviceCodes();
	readonly samples = new Samples();
	readonly shares = new Shares();
	readonly captchas = new Captchas();
	/** The API's origin, for example `http://127.0.0.1:4174`. */
	origin = '';
	/** Storage's, for example `http://127.0.0.1:4175`. */
	storageOrigin = '';
	#trees = new Map(ACCOUNTS.map(({ userId }) => [userId, new Tree()]));
	#known = new Map<string, Content>();

	constructor(parts: WorldParts) {
		this.shelf = parts.shelf;
		this.tokens = parts.tokens;
		this.disk = parts.disk;
		this.config = parts.config;
		this.clock = parts.clock;
		this.time = parts.time;
		this.qrCodes = new QrCodes(parts.clock, parts.time);
		this.challenges = new Challenges(parts.time);
		this.config.onApply(() => {
			if (!this.config.current.revokeCookies) return;
			this.signIns.endAll(this.time.now());
			this.config.apply({ revokeCookies: false });
		});
	}

	tree(account: Account): Tree {
		const tree = this.#trees.get(account.userId);
		if (!tree) throw new Error(`no tree for account ${account.userId}`);
		return tree;
	}

	/** knownContent gives bytes that are here already, by SHA-1 (upper-case hex) and size. */
	knownContent(sha1: string, size: number): Content | undefined {
		const known = this.#known.get(`${sha1}:${size}`);
		return known ?? (size === 0 && sha1 === EMPTY_SHA1 ? contentOf([]) : undefined);
	}

	/** putFile makes a file, whatever names are there already, and makes its content known (§8.2). */
	putFile(account: Account, draft: Draft): Item {
		const { content, sha1 } = draft;
		this.#known.set(`${sha1}:${content.size}`, content);
		const delay = draft.listedAtOnce ? 0 : this.config.current.listDelay;
		return this.tree(account).add({
			...this.#entry(draft.parent, draft.name),
			folder: false,
			pickCode: draft.pickCode ?? newPickCode('file'),
			sha1,
			size: content.size,
			content,
			listedFrom: this.time.now() + delay * 1000
		});
	}

	/** putFolder makes a folder; that its name is free is the caller's to know (20004). */
	putFolder(account: Account, parent: string, name: string): Item {
		return this.tree(account).add({
			...this.#entry(parent, name),
			folder: true,
			pickCode: newPickCode('folder'),
			sha1: '',
			size: 0,
			content: null,
			listedFrom: 0
		});
	}

	/** listed are the entries of a folder that listings and searches show now. */
	listed(account: Account, parent: string): readonly Item[] {
		const now = this.time.now();
		return this.tree(account)
			.children(parent)
			.filter(({ listedFrom }) => listedFrom <= now);
	}

	/** clear forgets files and uploads; accounts and their sessions stay. */
	clear(): void {
		for (const tree of this.#trees.values()) tree.clear();
		this.#known.clear();
		this.challenges.clear();
		this.tasks.clear();
		this.marks.clear();
		this.deviceCodes.clear();
		this.samples.clear();
		this.shares.clear();
		this.captchas.clear();
		this.qrCodes.clear();
	}

	/** close lets go of whoever still waits for something. */
	close(): void {
		this.qrCodes.clear();
	}

	#entry(parent: string, name: string) {
		const now = this.time.seconds();
		return { id: this.ids.next(), parent, name, ptime: now, utime: now, trashedAt: null };
	}
}
