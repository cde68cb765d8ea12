import { untrack } from 'svelte';

/** whenChanged acts on every value but the first one; what it reads meanwhile does not count. */
export function whenChanged<Value>(read: () => Value, act: (now: Value) => void): void {
	let before = untrack(read);
	$effect(() => {
		const now = read();
		if (now === before) return;
		before = now;
		untrack(() => act(now));
	});
}
