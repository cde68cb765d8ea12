import { WORKLOADS } from './results';

/** BenchOptions: what `npm run bench --` was told. */
export interface BenchOptions {
	/** File for the results as JSON. */
	readonly json?: string;
	/** Small sizes and 3 rounds, for a look; the bars are meant for the full ones. */
	readonly quick: boolean;
	/** Workloads to run; absent: all that are built. */
	readonly only?: readonly string[];
	/** Folder for CPU profiles of the page and its workers, where a workload takes them. */
	readonly profile?: string;
}

/** OptionError is for a person: one sentence. */
class OptionError extends Error {
	override readonly name = 'OptionError';
}

/** readOptions throws an OptionError for what it does not know. */
export function readOptions(args: readonly string[]): BenchOptions {
	let options: BenchOptions = { quick: false };
	const left = [...args];
	const value = (name: string) => {
		const text = left.shift();
		if (text === undefined || text.startsWith('--'))
			throw new OptionError(`${name} needs a value.`);
		return text;
	};
	for (let name = left.shift(); name !== undefined; name = left.shift()) {
		if (name === '--quick') options = { ...options, quick: true };
		else if (name === '--json') options = { ...options, json: value(name) };
		else if (name === '--profile') options = { ...options, profile: value(name) };
		else if (name === '--only') {
			const only = value(name).toUpperCase().split(',');
			const unknown = only.find((workload) => !WORKLOADS.includes(workload));
			if (unknown) throw new OptionError(`--only takes W1 to W17, not "${unknown}".`);
			options = { ...options, only: [...(options.only ?? []), ...only] };
		} else {
			throw new OptionError(
				`Unknown: ${name}. Known: --json FILE, --quick, --only W4, --profile DIR.`
			);
		}
	}
	return options;
}
