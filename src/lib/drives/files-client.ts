/** proxyFiles is FileActions in the browser: every method is one operation of the proxy, or several. */
import type { Clock } from '../kernel/clock';
import { TransferError } from '../kernel/errors';
import { Gate } from '../kernel/gate';
import type { AccountCalls } from './account-calls';
import type { CallOptions, Traits } from './drive';
import type {
	DownloadLink,
	FileActions,
	FileDetails,
	FileEntry,
	FilePage,
	FileVerb,
	Share,
	SharePage,
	ShareTraits,
	ShareWish,
	Step,
	View
} from './files';
import { checkName } from './names';

/** How long a drive that is busy with another change is asked again, and how often. 115.md §8.2 */
const BUSY_MS = 60_000;
const BUSY_STEP_MS = 2_000;

/**
 * proxyFiles checks names first, cuts long lists into calls of `traits.files.most`, keeps changes in
 * line where the drive does one at a time, and waits a minute for a drive that says `drive-busy`.
 */
export function proxyFiles(traits: Traits, run: AccountCalls, clock: Clock): FileActions {
	const { most, oneAtATime } = traits.files;
	const gate = new Gate(oneAtATime ? 1 : 6);

	const ask = <T>(verb: FileVerb, args: readonly unknown[], options?: CallOptions) =>
		run<T>(`files-${verb}`, { args }, options && { signal: options.signal });

	/** patient asks again while the drive is busy. */
	const patient = async <T>(verb: FileVerb, args: readonly unknown[], options?: CallOptions) => {
		const end = clock.now() + BUSY_MS;
		for (;;) {
			try {
				return await ask<T>(verb, args, options);
			} catch (error) {
				const isBusy = error instanceof TransferError && error.code === 'drive-busy';
				if (!isBusy || clock.now() >= end) throw error;
				await clock.sleep(BUSY_STEP_MS, options?.signal);
			}
		}
	};

	/** change does one lot after the other, so that a failure says what was not done: the rest. */
	const change = async <T>(
		verb: FileVerb,
		entries: readonly FileEntry[],
		more: readonly unknown[],
		options?: CallOptions
	): Promise<T[]> => {
		const leave = await gate.enter(options?.signal);
		try {
			const answers: T[] = [];
			for (let at = 0; at < entries.length; at += most) {
				answers.push(await patient<T>(verb, [entries.slice(at, at + most), ...more], options));
			}
			return answers;
		} finally {
			leave();
		}
	};

	const refuseName = (name: string) => {
		const refusal = checkName(name, traits.names);
		if (refusal) throw refusal;
	};
	const view = ({ order, cursor }: View = {}) => ({ order, cursor });

	return {
		entries: (folderId, how) => ask<FilePage>('entries', [folderId, view(how)], how),
		search: (text, folderId, how) => ask<FilePage>('search', [text, folderId, view(how)], how),
		path: (folderId, options) => ask<readonly Step[]>('path', [folderId], options),
		details: (entry, options) => ask<FileDetails>('details', [entry], options),
		async makeFolder(parentId, name, options) {
			refuseName(name);
			return ask<FileEntry>('makeFolder', [parentId, name], options);
		},
		async rename(entry, name, options) {
			refuseName(name);
			return ask<FileEntry>('rename', [entry, name], options);
		},
		async move(entries, folderId, options) {
			await change('move', entries, [folderId], options);
		},
		async copy(entries, folderId, options) {
			const pending = await change<string | null>('copy', entries, [folderId], options);
			const open = pending.filter((one) => typeof one === 'string');
			return open.length > 0 ? JSON.stringify(open) : undefined;
		},
		async copied(pending, options) {
			for (const one of JSON.parse(pending) as readonly string[]) {
				if (!(await ask<boolean>('copied', [one], options))) return false;
			}
			return true;
		},
		async trash(entries, options) {
			await change('trash', entries, [], options);
		},
		bin: (how) => ask<FilePage>('bin', [view(how)], how),
		async restore(entries, options) {
			await change('restore', entries, [], options);
		},
		async erase(entries, options) {
			await change('erase', entries, [], options);
		},
		async emptyBin(options) {
			await patient('emptyBin', [], options);
		},
		link: (entry, options) => ask<DownloadLink>('link', [entry], options),
		async share(entries, wish, options) {
			refuseWish(traits.files.shares, wish);
			return ask<Share>('share', [entries, wish], options);
		},
		shares: (how) => ask<SharePage>('shares', [view(how)], how),
		async unshare(shares, options) {
			await ask('unshare', [shares.map(({ id }) => ({ id }))], options);
		}
	};
}

/** refuseWish rejects `bad-request` for a life or a password that the drive does not offer. */
function refuseWish(shares: ShareTraits | undefined, { days, password }: ShareWish): void {
	const fits =
		password === undefined
			? shares?.public || shares?.password === undefined
			: shares?.password !== undefined && new RegExp(`^(?:${shares.password})$`).test(password);
	if (fits && shares?.days.includes(days)) return;
	throw new TransferError('bad-request', { detail: 'this drive has no such shares' });
}
