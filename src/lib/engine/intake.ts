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
import type { EnqueueOptions, EnqueueResult, Incoming, Target } from './engine-api';
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

/** enqueue resolves when every row is stored: from then on a crash loses none of them. */
export async function enqueue(
	incoming: readonly Incoming[],
	target: Target,
	tools: IntakeTools,
	options: EnqueueOptions = {}
): Promise<EnqueueResult> {
	const sieving = await openSieve(incoming, options, tools);
	const renamed = renaming(options.rename ? tools.names(target.accountId) : undefined);
	const conflictOf = () => options.conflict ?? tools.conflict();
	const attachments = new Attachments(tools);
	const leftovers = new Leftovers(tools.queue, tools.sessions);
	let order = nextOrder(tools);
	let added = 0;
	const attached = { continued: 0, restarted: 0 };
	let lot: { arrival: Arrival; leftover: Upload | undefined }[] = [];

	const flush = async () => {
		const roots = new Map(lot.map(({ arrival: { root } }) => [root.id, root]));
		const uploads = lot.map(({ arrival, leftover }): Upload => {
			const upload = uploadOf(arrival, target, order++, conflictOf(), tools);
			const { id, conflict, digests } = leftover ?? upload;
			return { ...upload, id, conflict, digests };
		});
		lot = [];
		if (uploads.length === 0) return;
		tools.roots.add([...roots.values()]);
		await tools.queue.add(uploads, [...roots.values()]);
		added += uploads.length;
	};
	const { walk } = tools;
	for await (const found of spread(incoming, { walk, sieve: sieving?.sieve })) {
		const arrival = renamed(found);
		const became = await attachments.attach(arrival, target);
		if (became === 'new') lot.push({ arrival, leftover: await leftovers.take(arrival, target) });
		else if (++attached[became] % LOT === 0) tools.queue.pump();
		if (lot.length >= LOT) await flush();
	}
	await flush();
	tools.queue.pump();
	const leftOut = sieving?.leftOut();
	return { added, ...attached, ...(leftOut && { leftOut }) };
}

function uploadOf(
	arrival: Arrival,
	target: Target,
	order: number,
	conflict: ConflictPolicy,
	tools: IntakeTools
): Upload {
	const { kind, name, folders, group, identity, root, path } = arrival;
	return {
		id: crypto.randomUUID(),
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
