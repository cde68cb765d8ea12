// `node scripts/test.mjs [--quick | --full] [--only LAYER]`: the layers one after another, for two
// cores. Full mode tries random things more often.
import { check } from './test/check.mjs';
import { firefox, playwright, vitest } from './test/layers.mjs';

const project = (name) => () => vitest(name, ['--project', name]);
const architecture = () =>
	vitest('architecture', ['--project', 'unit', 'tests/architecture.test.ts']);

const IN_NODE = ['unit', 'vectors', 'conformance'];
const LAYERS = {
	check,
	// Part of `unit` in a full run; `npm run check` wants the plan and the catalogues too.
	architecture,
	unit: project('unit'),
	vectors: project('vectors'),
	conformance: project('conformance'),
	/** Hundreds of seeded histories: not what anybody waits for between two edits. */
	simulation: project('simulation'),
	/** Everything in Node at once, modules loaded once: the suite of the Drives mostly waits. */
	node: () => vitest('node', [...IN_NODE.flatMap((name) => ['--project', name]), '--no-isolate']),
	browser: project('browser'),
	e2e: playwright,
	firefox
};
const ALL = ['check', 'unit', 'vectors', 'conformance', 'simulation', 'browser', 'e2e', 'firefox'];
const QUICK = ['check', 'node'];

function chosenLayers(args) {
	const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
	if (only === 'check') return ['check', 'architecture'];
	if (only !== undefined && !(only in LAYERS)) {
		console.error(`--only takes one of: ${ALL.join(', ')}`);
		process.exit(1);
	}
	if (only) return [only];
	return args.includes('--quick') ? QUICK : ALL;
}

function print(rows) {
	const cells = [['layer', 'passed', 'failed', 'seconds'], ...rows.map((row) => row.cells)];
	const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
	console.log();
	for (const row of cells) {
		const padded = row.map((cell, column) =>
			column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])
		);
		console.log(`  ${padded.join('  ')}`);
	}
	for (const { name, notes } of rows) for (const note of notes) console.log(`  ${name}: ${note}`);
	console.log();
}

// What is random is tried more often, and by tests that a full minute is not too long for.
if (process.argv.includes('--full')) process.env['PANLIFT_FULL'] = '1';

const rows = [];
let passed = 0;
let failed = 0;
for (const name of chosenLayers(process.argv.slice(2))) {
	console.log(`\n── ${name}`);
	const started = performance.now();
	const outcome = await LAYERS[name]();
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	passed += outcome.passed;
	failed += outcome.failed;
	const cells = [name, String(outcome.passed), String(outcome.failed), seconds];
	rows.push({ name, cells, notes: outcome.notes });
}
print(rows);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
