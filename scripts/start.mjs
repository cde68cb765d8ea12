// `node scripts/start.mjs [main|sandbox]` runs a built server and ends with the npm around it.
// Signals reach it through `exec` in the npm script; an npm that is killed sends none.
import { whenNpmIsGone } from './ancestors.mjs';

const entry = process.argv[2] === 'sandbox' ? 'sandbox' : 'main';

if (process.env['npm_lifecycle_event'] !== undefined) {
	await whenNpmIsGone(() => {
		// The server's own handlers stop it; before they exist there is nothing to stop.
		if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(0);
	});
}

await import(new URL(`../build/serve/${entry}.js`, import.meta.url).href);
