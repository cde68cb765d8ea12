type Step = () => Promise<void> | void;

const DEADLINE_MS = 1500;
const steps: Step[] = [];
let stopping = false;

/** onStop adds a step to a clean end on SIGINT or SIGTERM; the last one added goes first. */
export function onStop(step: Step): void {
	if (steps.length === 0) {
		process.on('SIGINT', () => void stop());
		process.on('SIGTERM', () => void stop());
	}
	steps.push(step);
}

/** stop runs every step, also after one that throws, and ends the process with `code`. */
export async function stop(code = 0): Promise<never> {
	if (stopping) return new Promise(() => {});
	stopping = true;
	// Whoever stopped us waits for the ports: a step that hangs must not keep them.
	setTimeout(() => process.exit(code), DEADLINE_MS).unref();
	for (const step of steps.reverse()) {
		try {
			await step();
		} catch (error) {
			console.error((error as Error).message);
		}
	}
	return process.exit(code);
}
