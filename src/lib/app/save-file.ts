/** Saving: hands a text to the browser's downloads. */
import { systemClock } from '../kernel/clock';

/** Some browsers begin to read a while after the click. */
const READ_MS = 60_000;

/** saveFile downloads `text` as JSON under `name`. Call it in answer to a click. */
export function saveFile(name: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	document.body.append(link);
	link.click();
	link.remove();
	void systemClock()
		.sleep(READ_MS)
		.then(() => URL.revokeObjectURL(url));
}

/** fileNameOf makes "panlift-log-film.mkv.json" of a kind and a row's name. */
export function fileNameOf(kind: 'log' | 'receipt', name: string): string {
	// What no file system takes; a leading dot would hide it.
	const plain = name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '_').slice(0, 100);
	return `panlift-${kind}-${plain}.json`;
}

/** datedName makes "panlift-sessions-2026-01-31.json" of what is saved and when. */
export function datedName(what: 'sessions' | 'settings', now: number): string {
	const date = new Date(now);
	const two = (value: number) => String(value).padStart(2, '0');
	const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	return `panlift-${what}-${day}.json`;
}
