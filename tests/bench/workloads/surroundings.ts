/** Surroundings: what every workload gets, made once per run. */
import type { BenchPages } from '../bench-pages';
import type { Row } from '../results';
import type { Sink } from '../sink';

export interface Surroundings {
	readonly quick: boolean;
	/** Rounds in which the arms take turns. */
	readonly rounds: number;
	/** For fixtures; removed at the end. */
	readonly folder: string;
	readonly sink: Sink;
	readonly pages: BenchPages;
	/** Folder for CPU profiles, when they are wanted. */
	readonly profile: string | undefined;
	/** Progress for a person. */
	readonly say: (text: string) => void;
}

/** Workload measures and gives its lines of the table. */
export type Workload = (surroundings: Surroundings) => Promise<readonly Row[]>;
