/** Intake: turns what was dropped or picked into rows, or lets it continue the rows it belongs to. */
import type { ConflictPolicy, NameRules } from '../drives/drive';
import type { Clock } from '../kernel/clock';
import type { StoredSession } from '../sessions/session-store';
import { rulesInUse } from '../sources/filter';
import type { Identity, SourceRef, SourceRoot, Walk } from '../sources/source';
import type { Group, Upload } from '../uploads/upload';
import { Attachments, type AttachmentTools } from './attachments';
import type { Engine } from './create-engine';
import { Leftovers } from './leftovers';
import type { EnqueueHow, EnqueueResult, Incoming, Target } from './engine-api';
import { openSieve, type FilterTools } from './left-out';
import { renaming } from './renaming';
import { spread } from './spread';

/** RootsOfRows: where the handles and Files behind the rows are kept. */
export interface RootsOfRows {
	get(id: string): Promise<SourceRoot | undefined>;
	add(roots: readonly SourceRoot[]): void;
	replace(root: SourceRoot): Promise<void>;
	/** Opens a Source as it is on disk now; rejects as Roots.file does. */
	file(source: SourceRef): Promise<File>;
}

export interface IntakeTools extends AttachmentTools, FilterTools {
	readonly clock: Clock;
	readonly conflict: () => ConflictPolicy;
	readonly walk: Walk;
	/** What names an account's drive takes. Throws `signed-out` for an account that is not there. */
	readonly names: (accountId: string) => NameRules;
	/** Sessions of rows that were taken off the list: their files continue them. */
	readonly sessions: () => Promise<readonly StoredSession[]>;
}

/** intakeTools takes them from the engine. */
export function intakeTools(engine: Engine): IntakeTools {
	const { queue, roots, clock, settings, walk, filter, store, accounts, content } = engine;
	return {
		...{ queue, roots, clock, walk, filter, ...content },
		conflict: () => settings().conflict,
		sessions: () => store.sessions(),
		rules: () => rulesInUse(settings().filters),
		names: (accountId) => accounts.drive(accountId).traits.names
	};
}

/** One found file or empty folder, with the root that holds it. */
export interface Arrival {
	readonly kind: 'file' | 'folder';
	readonly name: string;
	/** Folders between the target and the name. */
	readonly folders: readonly string[];
	readonly identity: Identity;
	/** What was found; a folder has none. */
	readonly file?: File | undefined;
	readonly root: SourceRoot;
	/** Names below the root; empty when the root is the file itself. */
	readonly path: readonly string[];
	readonly group?: Group | undefined;
}

/** Rows are stored and shown in lots of this many: a large folder is seen while it is still read. */
const LOT = 250;

/** New: a row that is about to be. */
interface New {
	readonly id: string;
	readonly arrival: Arrival;
	readonly target: Target;
	readonly leftover: Upload | undefined;
	readonly twins?: readonly string[];
}

/** enqueue resolves when every row is stored: from then on a crash loses none of them. */
export async function enqueue(
	incoming: readonly Incoming[],
	target: Target,
	tools: IntakeTools,
	how: EnqueueHow = {}
): Promise<EnqueueResult> {
	const { also = [], as } = how;
	const sieving = await openSieve(incoming, how, tools);
	const conflict = (row: Upload | undefined) => how.conflict ?? row?.conflict ?? tools.conflict();
	const attachments = new Attachments(tools);
	const leftovers = new Leftovers(tools.queue, tools.sessions);
	const targets = [target, ...also];
	const renamed = targets.map(({ accountId }) =>
		renaming(how.rename ? tools.names(accountId) : undefined)
	);
	let order = nextOrder(tools);
	let added = 0;
	const attached = { continued: 0, restarted: 0 };
	let lot: New[] = [];

	const flush = async () => {
		const roots = new Map(lot.map(({ arrival: { root } }) => [root.id, root]));
		const uploads = lot.map((one) => uploadOf(one, order++, conflict(one.leftover), tools));
		lot = [];
		if (uploads.length === 0) return;
		tools.roots.add([...roots.values()]);
		await tools.queue.add(uploads, [...roots.values()]);
		added += uploads.length;
	};
	const { walk } = tools;
	for await (const found of spread(incoming, { walk, sieve: sieving?.sieve })) {
		const rows: New[] = [];
		for (const [place, to] of targets.entries()) {
			const arrival = renamed[place]!(within(found, as, place));
			const became = await attachments.attach(arrival, to);
			if (became === 'new') {
				const leftover = await leftovers.take(arrival, to);
				rows.push({ id: leftover?.id ?? crypto.randomUUID(), arrival, target: to, leftover });
			} else if (++attached[became] % LOT === 0) tools.queue.pump();
		}
		lot.push(...withTwins(rows));
		if (lot.length >= LOT) await flush();
	}
	await flush();
	tools.queue.pump();
	const leftOut = sieving?.leftOut();
	return { added, ...attached, ...(leftOut && { leftOut }) };
}

/** within puts a find under another name of its folder, and into a group of its target's own. */
function within(found: Arrival, as: string | undefined, place: number): Arrival {
	const { group, folders, name } = found;
	if (!group) return found;
	const [, ...below] = folders;
	const called = as ?? group.name;
	return {
		...found,
		group: { id: place === 0 ? group.id : `${group.id}/${place}`, name: called },
		...(folders.length > 0
			? { folders: [called, ...below] }
			: { name: found.kind === 'folder' ? called : name })
	};
}

function withTwins(rows: readonly New[]): readonly New[] {
	if (rows.length < 2) return rows;
	const ids = rows.map(({ id }) => id);
	return rows.map((row) => ({ ...row, twins: ids.filter((id) => id !== row.id) }));
}

function uploadOf(
	{ id, arrival, target, leftover, twins }: New,
	order: number,
	conflict: ConflictPolicy,
	tools: IntakeTools
): Upload {
	const { kind, name, folders, group, identity, root, path } = arrival;
	return {
		id,
		kind,
		accountId: target.accountId,
		folderId: target.folderId,
		folderPath: target.folderPath,
		folders,
		...(group && { group }),
		name,
		source: { rootId: root.id, path },
		identity,
		conflict,
		digests: leftover?.digests,
		...(twins && { twins }),
		status: { state: 'queued' },
		order,
		addedAt: tools.clock.now(),
		activeMs: 0
	};
}

function nextOrder({ queue }: IntakeTools): number {
	let last = 0;
	for (const { upload } of queue.entries()) last = Math.max(last, upload.order);
	return last + 1;
}
