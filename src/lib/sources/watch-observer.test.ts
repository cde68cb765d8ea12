import { expect, test } from 'vitest';
import { observeFolder, type Changed, type ObserverScope } from './watch-observer';

type Records = Parameters<
	ConstructorParameters<NonNullable<ObserverScope['FileSystemObserver']>>[0]
>[0];
const directory = { kind: 'directory' } as FileSystemDirectoryHandle;
const record = (type: Records[number]['type'], path: string, kind = 'file') => ({
	type,
	changedHandle: { kind } as FileSystemHandle,
	relativePathComponents: path.split('/')
});

/** observed gives what is told, and what the browser's observer is. */
async function observed(refusal?: Error) {
	const told: (Changed | 'lost')[] = [];
	let say: (records: Records) => void = () => {};
	let isOpen = false;
	class FileSystemObserver {
		constructor(callback: (records: Records) => void) {
			say = callback;
		}
		async observe(): Promise<void> {
			if (refusal) throw refusal;
			isOpen = true;
		}
		disconnect(): void {
			isOpen = false;
		}
	}
	const end = await observeFolder(
		directory,
		(changed) => told.push(changed),
		() => told.push('lost'),
		{ FileSystemObserver }
	);
	return { told, say: (...records: Records) => say(records), end, isOpen: () => isOpen };
}

test('files that appear or change are named, those that are gone are not', async () => {
	const { told, say } = await observed();
	say(record('appeared', 'a/b.pt'), record('modified', 'c.pt'), record('disappeared', 'd.pt'));
	say(record('disappeared', 'd.pt'));
	expect(told).toEqual([[['a', 'b.pt'], ['c.pt']]]);
});

test('a folder that appears, or what the browser does not know, may be anything', async () => {
	const { told, say } = await observed();
	say(record('appeared', 'folder', 'directory'), record('appeared', 'a.pt'));
	say({ type: 'unknown', changedHandle: null, relativePathComponents: [] });
	expect(told).toEqual(['anything', 'anything']);
});

test('an observer that breaks is let go, and that is told', async () => {
	const { told, say, isOpen } = await observed();
	say(record('errored', ''));
	expect([told, isOpen()]).toEqual([['lost'], false]);
});

test('it ends when nobody wants it any more, and is none where the browser has or gives none', async () => {
	const { end, isOpen } = await observed();
	expect(isOpen()).toBe(true);
	end!();
	expect(isOpen()).toBe(false);
	expect((await observed(new DOMException('', 'NotAllowedError'))).end).toBeUndefined();
	const none = await observeFolder(
		directory,
		() => {},
		() => {},
		{}
	);
	expect(none).toBeUndefined();
});
