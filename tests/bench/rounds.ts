/** Rounds: subjects take turns, so that whatever else the machine does hits all of them. */
import { OURS, ratios, row, type Bar, type Metric, type Row } from './results';

/** Sample: what one run of one subject measured, by metric. */
export type Sample = Readonly<Record<string, number>>;

/** NotRun: the subject can't run on this machine, and no other round would change that. */
export class NotRun extends Error {}

/** Arm: one subject of a workload. `run` measures once. */
export interface Arm {
	readonly subject: string;
	/** Tells arms of one subject apart; empty where it has one alone. */
	readonly variant?: string;
	readonly run: (round: number) => Promise<Sample>;
}

type ArmName = Pick<Arm, 'subject' | 'variant'>;
/** About: what else is said of a line. */
type About = { readonly bar?: Bar; readonly metric?: string; readonly note?: string };

const keyOf = ({ subject, variant }: ArmName) => (variant ? `${subject}, ${variant}` : subject);

/** Samples by arm and round, and why arms could not run. */
export class Samples {
	readonly #workload: string;
	readonly #taken = new Map<string, (Sample | undefined)[]>();
	readonly #refused = new Map<string, string>();

	constructor(workload: string) {
		this.#workload = workload;
	}

	/** take runs every arm once per round; each round begins with another one. */
	async take(rounds: number, arms: readonly Arm[], say: (text: string) => void): Promise<void> {
		for (let round = 0; round < rounds; round++) {
			const first = round % arms.length;
			for (const arm of [...arms.slice(first), ...arms.slice(0, first)]) {
				const key = keyOf(arm);
				if (this.#refused.has(key)) continue;
				const samples = this.#taken.get(key) ?? [];
				this.#taken.set(key, samples);
				try {
					samples[round] = await arm.run(round);
					say(`${this.#workload} round ${round + 1}/${rounds} ${key} ${shown(samples[round])}`);
				} catch (error) {
					if (!(error instanceof NotRun)) throw error;
					this.#refused.set(key, error.message);
					say(`${this.#workload} ${key}: not run: ${error.message}`);
				}
			}
		}
	}

	/** row of one metric of one arm; `name` is the metric as it is printed. */
	row(arm: ArmName, key: string, about: About & { readonly unit: string }): Row {
		const { subject, variant } = arm;
		const metric = variant ? `${key}, ${variant}` : key;
		const values = this.#values(arm, key).filter((value) => value !== undefined);
		const what = { workload: this.#workload, subject, metric, ...about };
		return row(what, values, this.#refused.get(keyOf(arm)));
	}

	/** ratio of two arms, round by round: ours on top. */
	ratio(ours: ArmName, theirs: ArmName, key: string, about: About = {}): Row {
		const values = ratios(this.#values(ours, key), this.#values(theirs, key));
		const what: Metric = {
			workload: this.#workload,
			subject: `${OURS}/${theirs.subject}`,
			metric: ours.variant ? `${key}, ${ours.variant}` : key,
			unit: '×',
			...about
		};
		return row(what, values, this.#refused.get(keyOf(ours)) ?? this.#refused.get(keyOf(theirs)));
	}

	/** ratioToSlower divides an arm by the slowest of others of ours, round by round. */
	ratioToSlower(arm: ArmName, others: readonly ArmName[], key: string, about: About): Row {
		const columns = others.map((other) => this.#values(other, key));
		const slower = this.#values(arm, key).map((_, round) => {
			const values = columns.map((column) => column[round]);
			return values.every((value) => value !== undefined) ? Math.min(...values) : undefined;
		});
		const what = { workload: this.#workload, subject: OURS, unit: '×', metric: key, ...about };
		return row(what, ratios(this.#values(arm, key), slower), this.#refused.get(keyOf(arm)));
	}

	#values(arm: ArmName, key: string): readonly (number | undefined)[] {
		// Holes of rounds that did not run must stay: a ratio pairs rounds by their number.
		return Array.from(this.#taken.get(keyOf(arm)) ?? [], (sample) => sample?.[key]);
	}
}

function shown(sample: Sample | undefined): string {
	return Object.entries(sample ?? {})
		.map(([metric, value]) => `${metric} ${Number(value.toPrecision(4))}`)
		.join(', ');
}
