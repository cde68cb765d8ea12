/** Commands: what the page asks for, in terms of the engine's parts. */
import { ROOT } from '../drives/drive';
import type { FileVerb } from '../drives/files';
import { late } from '../kernel/late';
import type { TakenOff } from '../uploads/queue';
import { isFinal } from '../uploads/transition';
import type { Engine } from './create-engine';
import type { Target } from './engine-api';
import type { previews as Previews } from './preview';
import { withRecent } from './recent-targets';
import { daysToKeep } from './settings';
import { proofCommands } from './proof-commands';
import type { Commands } from './tab-channel';

/** After these a path may lead to another folder than the one that uploads know by it. */
const MOVES_FOLDERS: ReadonlySet<FileVerb> = new Set<FileVerb>([
	'makeFolder',
	'rename',
	'move',
	'copy',
	'trash',
	'restore',
	'erase'
]);

export function commands(running: () => Promise<Engine>): Commands {
	let removed: readonly TakenOff[] = [];
	let open: ReturnType<typeof Previews> | undefined;

	const remove = async (ids: readonly string[]) => {
		const { queue } = await running();
		const taken = await queue.takeOff(ids);
		removed = taken;
	};

	return {
		async enqueue(files, target, how) {
			const { enqueue, intakeTools } = await loadIntake();
			const result = await enqueue(files, target, intakeTools(await running()), how);
			await remember([target, ...(how?.also ?? [])]);
			return result;
		},
		async preview(ask) {
			const { previews } = await import('./preview');
			open ??= previews(await running());
			return open.ask(ask);
		},
		async watch(ask) {
			await (await (await running()).watching()).ask(ask);
		},
		async folderAt(accountId, names) {
			const { folders } = await running();
			const folderId = await folders.ensure(accountId, await driveOf(accountId), ROOT, names);
			return { accountId, folderId, folderPath: `/${names.join('/')}` };
		},
		async pause(ids, until) {
			await (await running()).queue.pause(ids, until);
		},
		async reorder(ids, to) {
			const { placesFor } = await import('../uploads/reorder');
			const { queue } = await running();
			const uploads = [...queue.entries()].map(({ upload }) => upload);
			queue.arrange(placesFor(uploads, ids, to));
		},
		async resume(ids) {
			(await running()).queue.resume(ids);
		},
		async cancel(ids) {
			await (await running()).queue.cancel(ids);
		},
		async retry(ids) {
			(await running()).queue.retry(ids);
		},
		remove,
		async clearFinished() {
			const { queue } = await running();
			const finished = [...queue.entries()].filter(({ upload }) => {
				return isFinal(upload.status) && upload.status.state !== 'failed';
			});
			await remove(finished.map(({ upload }) => upload.id));
		},
		async undoRemove() {
			const { queue } = await running();
			const back = removed;
			removed = [];
			await queue.putBack(back);
		},
		async resolveConflict(ids, policy) {
			(await running()).queue.resolveConflict(ids, policy);
		},
		async acceptChange(ids) {
			const { queue, roots } = await running();
			for (const id of ids) {
				const { source, identity } = queue.entry(id)?.upload ?? {};
				if (!source || !identity) continue;
				if ((await roots.get(source.rootId))?.file) {
					// The browser knows only the size that it had: a person has to give the new version.
					roots.forget(source.rootId);
					await queue.restartWith(id, { source, identity });
					continue;
				}
				try {
					const { name, size, lastModified } = await roots.file(source);
					await queue.restartWith(id, { source, identity: { name, size, lastModified } });
				} catch {
					// Gone by now: the row finds out by itself, and the others are not its hostages.
					queue.wake(id);
				}
			}
		},
		async handlesToAsk() {
			const { queue, roots, whenWatching } = await running();
			const handles = new Map<string, FileSystemHandle>();
			for (const { upload } of queue.entries()) {
				if (upload.status.state !== 'waiting' || upload.status.cause !== 'permission') continue;
				const handle = (await roots.get(upload.source.rootId))?.handle;
				if (handle) handles.set(upload.source.rootId, handle);
			}
			return [...handles.values(), ...((await whenWatching())?.toAsk ?? [])];
		},
		async permissionChanged() {
			const { queue, whenWatching } = await running();
			queue.clear(['permission']);
			(await whenWatching())?.lookAgain();
		},
		async signIn(request) {
			return (await running()).accounts.signIn(request);
		},
		async startQr(request) {
			return (await running()).accounts.startQr(request);
		},
		async pollQr(request, token) {
			return (await running()).accounts.pollQr(request, token);
		},
		async signOut(accountId) {
			await (await running()).accounts.signOut(accountId);
		},
		async refreshAccounts() {
			await (await running()).accounts.refresh();
		},
		async list(accountId, folderId, cursor) {
			return (await driveOf(accountId)).list(folderId, cursor);
		},
		async createFolder(accountId, parentId, name) {
			return (await driveOf(accountId)).createFolder(parentId, name);
		},
		async files(accountId, verb, args) {
			const { accounts, folders } = await running();
			const files = await accounts.files(accountId);
			const act = files[verb] as (...args: unknown[]) => Promise<never>;
			try {
				return await act(...args);
			} finally {
				if (MOVES_FOLDERS.has(verb)) folders.forget(accountId);
			}
		},
		async setSettings(change) {
			const { setSettings, whenWatching } = await running();
			await setSettings(change);
			if (change.filters) (await whenWatching())?.lookAgain();
		},
		...proofCommands(running),
		async networkChanged(online) {
			(await running()).connectivity.networkChanged(online);
		},
		async sessions() {
			const { listSessions } = await import('./sessions');
			return listSessions((await running()).sessionTools);
		},
		async deleteSessions(ids) {
			const { deleteSessions } = await import('./sessions');
			await deleteSessions(ids, (await running()).sessionTools);
		},
		async cleanUpSessions(days) {
			const { cleanUpSessions } = await import('./sessions');
			const { sessionTools, settings } = await running();
			return cleanUpSessions(days ?? daysToKeep(settings()), sessionTools);
		},
		async exportSessions(ids) {
			const { exportSessions } = await import('./session-transfer');
			return exportSessions((await running()).sessionTools, ids);
		},
		async importSessions(text) {
			const { importSessions } = await import('./session-transfer');
			return importSessions(text, (await running()).sessionTools);
		}
	};

	/** What is used again moves to the front; nothing is written while nothing changes. */
	async function remember(targets: readonly Target[]): Promise<void> {
		const { settings, setSettings } = await running();
		const recent = withRecent(settings().recent, targets);
		if (recent) await setSettings({ recent });
	}

	async function driveOf(accountId: string) {
		return (await running()).accounts.drive(accountId);
	}
}

/** What takes files in is loaded with the first one: a first visit needs none of it. */
const loadIntake = late(() => import('./intake'));
