/** The Files page joined to a fake engine, for tests that run in a browser. */
import '../../src/app.css';
import { flushSync, mount, unmount } from 'svelte';
import { filesOf, type FilesPage } from '../../src/lib/app/files/files-page.svelte';
import { folderPlace, type Place } from '../../src/lib/app/files/place';
import { createPanlift } from '../../src/lib/app/panlift.svelte';
import type { AccountView } from '../../src/lib/engine/engine-api';
import { i18n } from '../../src/lib/i18n/i18n.svelte';
import FilesView from '../../src/lib/ui/files/FilesView.svelte';
import { fakeAccount, FakeEngine } from './fake-engine';
import type { PageFiles } from './page-files';

export interface Shown {
	readonly engine: FakeEngine;
	readonly files: FilesPage;
	/** Where the page went, without the router. */
	readonly went: Place[];
	readonly undo: () => void;
}

const mounted: Record<string, unknown>[] = [];

/** showFiles mounts the page over a drive and waits until its list is there. */
export async function showFiles(
	drive: PageFiles,
	{ place, account = {} }: { place?: Partial<Place>; account?: Partial<AccountView> } = {}
): Promise<Shown> {
	i18n.choose('en');
	localStorage.clear();
	const owner = fakeAccount(account);
	const engine = new FakeEngine({ accounts: [owner] });
	engine.actions = drive.actions();
	const panlift = createPanlift(engine);
	panlift.start()();
	await frame();
	const files = filesOf(panlift);
	const went: Place[] = [];
	files.show({ ...folderPlace(owner.id), ...place });
	const props = {
		files,
		accounts: panlift.accounts,
		connection: 'online' as const,
		onupload: () => {},
		onsignin: () => {},
		ongo: (to: Place) => {
			went.push(to);
			files.show(to);
		}
	};
	mounted.push(mount(FilesView, { target: document.body, props }));
	await frame();
	const undo = () => panlift.notices.list.findLast((notice) => notice.undo)?.undo?.();
	return { engine, files, went, undo };
}

/** putAway unmounts what was shown. */
export async function putAway(): Promise<void> {
	for (const one of mounted.splice(0)) await unmount(one);
}

/** frame lets the page draw what changed. */
export async function frame(): Promise<void> {
	await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
	flushSync();
}
