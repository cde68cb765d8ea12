/** saveFile hands a text to the browser's downloads, as `panlift-<what>-2026-01-31.json`. */
export function saveFile(what: string, text: string, now: number): void {
	const date = new Date(now);
	const two = (value: number) => String(value).padStart(2, '0');
	const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = `panlift-${what}-${day}.json`;
	link.click();
	// The browser has taken its own hold of it by now.
	URL.revokeObjectURL(url);
}
