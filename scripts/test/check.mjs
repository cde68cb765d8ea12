// The static checks. Each step counts as one test.
import { run } from './run.mjs';

const cache = 'node_modules/.cache/panlift/prettier';
const types = (program) => ['tsc', ['-p', program, '--noEmit']];

const STEPS = [
	['lint', 'eslint', ['.', '--max-warnings', '0']],
	[
		'types: page',
		'svelte-check',
		['--tsconfig', './tsconfig.json', '--output', 'human', '--fail-on-warnings']
	],
	['types: tests', ...types('tests/tsconfig.json')],
	[
		'format',
		'prettier',
		['--check', '.', '--cache', '--cache-strategy', 'content', '--cache-location', cache]
	],
	['types: Node', ...types('src/node.tsconfig.json')],
	['types: workers', ...types('src/worker.tsconfig.json')],
	['types: proxy', ...types('src/server.tsconfig.json')]
];

/** check runs the steps two at a time, the slow ones first. */
export async function check() {
	const outcome = { passed: 0, failed: 0, notes: [] };
	const sync = await run('svelte-kit', ['sync'], { quiet: true });
	if (!sync.ok) return { ...outcome, failed: 1, notes: [`svelte-kit sync failed\n${sync.output}`] };
	const waiting = [...STEPS];
	const worker = async () => {
		for (let step = waiting.shift(); step; step = waiting.shift()) {
			const [name, tool, args] = step;
			const started = performance.now();
			const { ok, output } = await run(tool, args, { quiet: true });
			const seconds = ((performance.now() - started) / 1000).toFixed(1);
			console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)`);
			if (!ok) {
				console.log(output.trim());
				outcome.notes.push(`FAILED: ${name}`);
			}
			outcome[ok ? 'passed' : 'failed'] += 1;
		}
	};
	await Promise.all([worker(), worker()]);
	return outcome;
}
