/** Filters: what was left out of folders, and folders that are looked at before they start. */
import type {
	EngineApi,
	EngineSettings,
	EnqueueHow,
	Incoming,
	LeftOutEntry,
	Target
} from '../engine/engine-api';
import { FILTERS } from '../i18n/filters';
import { i18n } from '../i18n/i18n.svelte';
import type { FilterRules } from '../sources/filter';
import { createFilter } from '../sources/ignore-filter';
import { wholeOf, type Skip } from '../sources/walk-entry';
import type { AddFiles, LeftOutDrop } from './add-files.svelte';
import type { Notices } from './notices.svelte';
import { FolderPreview } from './preview.svelte';

export interface FilterDoors {
	readonly engine: Pick<EngineApi, 'preview'>;
	readonly notices: Notices;
	readonly settings: () => EngineSettings | undefined;
	/** give hands files to the engine and tells what became of them. */
	readonly give: (files: readonly Incoming[], target: Target, how: EnqueueHow) => Promise<void>;
}

/** LeftOutList: what was left out, for a person who wants to see it. */
export interface LeftOutList {
	readonly files: number;
	readonly folders: number;
	/** The first ones. */
	readonly first: readonly LeftOutEntry[];
	/** upload takes them after all. */
	readonly upload: () => Promise<void>;
}

/** leftOutText is "2 files and 1 folder". */
export function leftOutText({ files, folders }: Pick<LeftOutList, 'files' | 'folders'>): string {
	return i18n.of(FILTERS).content(i18n.f.count(files), i18n.f.count(folders));
}

export class Filters {
	readonly #doors: FilterDoors;
	/** The dialog that lists what was left out. */
	list = $state.raw<LeftOutList | undefined>();
	/** The dialog that shows folders before they start. */
	#preview = $state.raw<FolderPreview | undefined>();

	constructor(doors: FilterDoors) {
		this.#doors = doors;
	}

	get open(): FolderPreview | undefined {
		return this.#preview;
	}

	/** skips tells which folders need not be looked into. */
	skips(rules: FilterRules): Skip {
		// Only names decide about folders, so the time does not matter.
		const filter = createFilter(rules, 0);
		return (path) => filter.folder(path);
	}

	/** preview shows what files of dropped folders would do; several lots of one drop share a dialog. */
	preview(files: readonly Incoming[], target: Target): Promise<void> {
		const { engine, settings, give } = this.#doors;
		this.#preview ??= new FolderPreview({
			engine,
			target,
			settings,
			start: (all, how) => {
				this.close();
				return give(all, target, how);
			}
		});
		return this.#preview.add(files);
	}

	/** close forgets the preview; nothing of it starts. */
	close(): void {
		this.#preview?.end();
		this.#preview = undefined;
	}

	/** tell says what was left out of a drop, and offers to show it. */
	tell(drops: readonly LeftOutDrop[]): void {
		const sum = (kind: 'files' | 'folders') =>
			drops.reduce((all, { leftOut }) => all + leftOut[kind], 0);
		const list: LeftOutList = {
			files: sum('files'),
			folders: sum('folders'),
			first: drops.flatMap(({ leftOut }) => leftOut.first),
			upload: () => this.#uploadAnyway(drops)
		};
		const copy = () => i18n.of(FILTERS).leftOut;
		this.#doors.notices.show({
			kind: 'said',
			text: () => copy().notice(leftOutText(list)),
			button: () => copy().show,
			act: () => (this.list = list)
		});
	}

	async #uploadAnyway(drops: readonly LeftOutDrop[]): Promise<void> {
		this.list = undefined;
		for (const { files, target, how, leftOut } of drops) {
			const all: Incoming[] = [];
			for (const one of files) for await (const behind of wholeOf(one)) all.push(behind);
			await this.#doors.give(all, target, { ...how, rules: leftOut.rules, leftOut: true });
		}
	}
}

/** openFilters gives them what they need of the page. */
export function openFilters(
	engine: FilterDoors['engine'],
	page: {
		readonly notices: Notices;
		readonly settings: EngineSettings | undefined;
		readonly adding: AddFiles;
	}
): Filters {
	const { notices, adding } = page;
	const give: FilterDoors['give'] = (files, target, how) => adding.give(files, target, how);
	return new Filters({ engine, notices, settings: () => page.settings, give });
}
