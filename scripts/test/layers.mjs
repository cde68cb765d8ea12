// The layers that a test runner runs, with counts from its JSON report.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters as withoutColours } from 'node:util';
import { findFirefox } from '../firefox.mjs';
import { root } from '../stamps.mjs';
import { run } from './run.mjs';

const reports = path.join(root, 'test-results');

function readReport(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

/**
 * settle turns a runner's counts into an outcome that can't be green by having run nothing, unless it
 * was `skipped` as a whole, test by test.
 */
function settle(ok, counts, skipped = false) {
	if (!counts) return { passed: 0, failed: 1, notes: ['the runner crashed before its report'] };
	const { passed, failed, notes } = counts;
	if (ok && skipped && passed + failed === 0 && notes.length > 0) return counts;
	if (passed + failed === 0) return { passed, failed: 1, notes: [...notes, 'ran no test'] };
	// A file that does not load, or an error outside of tests, has no failed test of its own.
	if (!ok && failed === 0) return { passed, failed: 1, notes: [...notes, 'errors outside tests'] };
	return { passed, failed, notes };
}

const failure = (name, message = '') =>
	`FAILED: ${name}: ${withoutColours(message).split('\n')[0]}`;

/** brokenFile tells a file that did not load, or broke outside of its tests. */
const brokenFile = ({ status, assertionResults }) =>
	status === 'failed' && !assertionResults.some((test) => test.status === 'failed');

/** notRun counts by subject: what a drive can not do is skipped for it by the dozen. */
function notRun(tests, why) {
	const counts = new Map();
	for (const { ancestorTitles, title } of tests) {
		const subject = ancestorTitles[0] ?? title;
		counts.set(subject, (counts.get(subject) ?? 0) + 1);
	}
	const because = why ? `: ${why}` : '';
	return Array.from(counts, ([subject, count]) => `not run: ${count} of ${subject}${because}`);
}

/**
 * vitest runs projects of vite.config.ts, or single files of one. With `why` all of their tests are
 * expected to skip themselves, for that reason.
 */
export async function vitest(name, args, why) {
	const report = path.join(reports, `${name}.json`);
	mkdirSync(reports, { recursive: true });
	rmSync(report, { force: true });
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const { ok } = await run('vitest', ['run', ...reporters, ...args]);
	const json = existsSync(report) ? readReport(report) : undefined;
	if (!json) return settle(ok, undefined);
	const tests = json.testResults.flatMap((file) => file.assertionResults);
	const is = (...statuses) => tests.filter(({ status }) => statuses.includes(status));
	const notes = [
		...notRun(is('skipped', 'pending'), why),
		...json.testResults.filter(brokenFile).map(({ name, message }) => failure(name, message)),
		...is('failed').map(({ fullName, failureMessages }) => failure(fullName, failureMessages[0]))
	];
	const counts = { passed: json.numPassedTests, failed: json.numFailedTests, notes };
	return settle(ok, counts, why !== undefined);
}

/** built makes sure that there is a production build; gives the outcome where there can't be one. */
async function built() {
	const { ok } = await run(path.join(root, 'scripts/prepare.mjs'), ['build']);
	return ok ? undefined : { passed: 0, failed: 1, notes: ['the build failed'] };
}

/** firefox runs the tests against the production build in Firefox, where there is one. */
export async function firefox() {
	const { why } = findFirefox();
	const failure = why === undefined ? await built() : undefined;
	return failure ?? vitest('firefox', ['--project', 'firefox'], why);
}

function specsOf(suite) {
	return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

const statusIs =
	(status) =>
	({ tests }) =>
		tests[0]?.status === status;

/** Projects of the e2e layer, with how many of their tests run at the same time. */
const E2E = [
	['alone', 1],
	['together', 2]
];

/** playwright runs the e2e layer against the production build. */
export async function playwright() {
	const failure = await built();
	if (failure) return failure;
	const sum = { passed: 0, failed: 0, notes: [] };
	for (const [project, workers] of E2E) {
		const { passed, failed, notes } = await playwrightProject(project, workers);
		sum.passed += passed;
		sum.failed += failed;
		sum.notes.push(...notes);
	}
	return sum;
}

async function playwrightProject(project, workers) {
	const report = path.join(reports, 'e2e.json');
	rmSync(report, { force: true });
	const config = ['-c', 'tests/e2e/playwright.config.ts'];
	const args = ['test', ...config, '--project', project, '--workers', String(workers)];
	const { ok } = await run('playwright', args);
	const json = readReport(report);
	if (!json) return settle(ok, undefined);
	const specs = json.suites.flatMap(specsOf);
	const notes = specs.filter(statusIs('skipped')).map(({ title, tests }) => {
		const why = tests[0].annotations.find(({ type }) => type === 'skip')?.description;
		return `not run: ${title}${why ? `: ${why}` : ''}`;
	});
	// A machine that stood still for seconds breaks no promise, but nobody shall overlook it.
	const second = specs.filter(statusIs('flaky')).map(({ title }) => `at the second try: ${title}`);
	const failures = specs
		.filter(statusIs('unexpected'))
		.map(({ title, tests }) => failure(title, tests[0].results.at(-1)?.error?.message));
	const { expected, unexpected, flaky } = json.stats;
	const all = [...notes, ...second, ...failures];
	return settle(ok, { passed: expected + flaky, failed: unexpected, notes: all });
}
