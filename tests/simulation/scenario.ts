/** Scenario: everything about one run that its seed decides before it begins, as plain data. */
import type { ConflictPolicy } from '../../src/lib/drives/drive';
import type { Fault } from '../../src/sandbox/faults';
import type { Chance } from './chance';
import { someFaults } from './some-faults';
import { someHappenings, type Happening } from './some-happenings';

export type FlavourName = 'pan123-web' | 'pan123-open' | 'pan115-cookie' | 'pan115-open';

export interface PlannedFile {
	readonly name: string;
	readonly size: number;
	/** The drive has its bytes already, under another name. */
	readonly known: boolean;
	/** Folders that it comes in. */
	readonly folders: readonly string[];
}

export interface Scenario {
	readonly flavour: FlavourName;
	/** Switches of the sandbox, from the start to the end. */
	readonly switches: Readonly<Record<string, unknown>>;
	/** Switches that are put back when the trouble is over. */
	readonly trouble: Readonly<Record<string, unknown>>;
	readonly partSize: number;
	/** Where the part size is ours to choose: the largest file that goes up as one request. */
	readonly singlePut: number;
	readonly parallelParts: boolean;
	readonly conflict: ConflictPolicy;
	readonly files: readonly PlannedFile[];
	/** Names that the target folder has before, with other bytes. */
	readonly taken: readonly string[];
	readonly faults: readonly Fault[];
	readonly happenings: readonly Happening[];
}

/** The least that OSS takes. object-storage.md §6.1 */
const OSS_PART = 102_400;

/** scenarioOf draws a Scenario. */
export function scenarioOf(chance: Chance): Scenario {
	const flavour = chance.weighted<FlavourName>([
		[3, 'pan123-web'],
		[3, 'pan123-open'],
		[2, 'pan115-cookie'],
		[2, 'pan115-open']
	]);
	const is115 = flavour.startsWith('pan115');
	const partSize = is115 ? OSS_PART : chance.pick([1000, 4096, 20_000]);
	const files = someFiles(chance, partSize, is115 ? 4 : 10);
	const quiet = chance.happens(0.08);
	const faults = quiet ? [] : someFaults(chance, is115);
	const switches = someSwitches(chance, partSize);
	// 123Pan compares nothing, lists no single PUT, and the ETag is the only witness: where that is
	// hidden too, a byte that storage itself damages can't be noticed by anybody.
	if (!is115 && faults.some((fault) => fault.do.kind === 'corrupt')) switches.exposeETag = true;
	return {
		flavour,
		partSize,
		singlePut: chance.pick([0, OSS_PART, 2 * OSS_PART]),
		parallelParts: is115 && chance.happens(0.15),
		switches,
		trouble: quiet ? {} : someTrouble(chance, is115),
		conflict: chance.weighted<ConflictPolicy>([
			[4, 'keep-both'],
			[2, 'overwrite'],
			[2, 'skip'],
			[3, 'ask']
		]),
		files,
		taken: files.filter(() => chance.happens(0.12)).map(({ name }) => name),
		faults,
		happenings: quiet ? [] : someHappenings(chance)
	};
}

function someFiles(chance: Chance, partSize: number, mostParts: number): PlannedFile[] {
	const names = ['film.mkv', 'a.bin', 'notes', '照片 1.jpg', 'b.tar.gz'];
	return Array.from(
		{
			length: chance.weighted([
				[4, 1],
				[3, 2],
				[2, 3],
				[1, 4],
				[1, 5]
			])
		},
		() => {
			const parts = chance.whole(1, mostParts);
			const size = chance.weighted([
				[1, 0],
				[1, 1],
				[2, partSize - 1],
				[2, partSize],
				[2, partSize * parts],
				[8, partSize * (parts - 1) + chance.whole(1, partSize)]
			]);
			return {
				// Few names for many files: some are the same.
				name: chance.pick(names),
				size,
				known: chance.happens(0.15),
				folders: chance.weighted<readonly string[]>([
					[8, []],
					[1, ['trip']],
					[1, ['trip', 'day 1']]
				])
			};
		}
	);
}

function someSwitches(chance: Chance, partSize: number): Record<string, unknown> {
	return {
		sliceSize: partSize,
		exposeETag: chance.happens(0.4),
		verifyMd5: chance.happens(0.3),
		storageProfile: chance.pick(['rgw', 'aws']),
		completionInfo: chance.weighted([
			[4, 'present'],
			[1, 'missing']
		]),
		reuseInfo: chance.weighted([
			[4, 'present'],
			[1, 'missing']
		]),
		sameFile: chance.weighted([
			[3, 'reuse'],
			[1, 'conflict']
		]),
		conflictData: chance.pick(['details', 'null']),
		challengeRounds: chance.whole(1, 2),
		callbackAgain: chance.pick(['refuse', 'duplicate']),
		callbackCode: chance.pick(['pick-code', 'task-id']),
		listDelay: chance.weighted([
			[3, 0],
			[1, 1],
			[1, 6]
		]),
		// Pages are not let in: everything goes by the relay.
		...(chance.happens(0.08) && { cors: { storage: 'none' } }),
		ossErrorsHaveCors: chance.happens(0.7)
	};
}

function someTrouble(chance: Chance, is115: boolean): Record<string, unknown> {
	const maybe = (probability: number, switches: object) =>
		chance.happens(probability) ? switches : {};
	return {
		...maybe(0.3, { urlLifetime: chance.whole(20, 200) }),
		...maybe(0.25, { notFinalised: chance.whole(1, 3) }),
		...maybe(0.25, { open123Polls: chance.whole(1, 3) }),
		...maybe(0.2, { open123TokenLifetime: chance.whole(60, 900) }),
		...maybe(0.15, { qps: chance.whole(1, 4), qpsAnswer: chance.pick(['code', 'status']) }),
		...(is115 && {
			...maybe(0.3, {
				callbackFailure: chance.pick(['unreachable', 'status', 'not-json']),
				callbackFailures: chance.whole(1, 3)
			}),
			...maybe(0.2, { callbackRefusals: chance.whole(1, 2) }),
			...maybe(0.2, { stsLifetime: chance.whole(60, 900) }),
			...maybe(0.2, { stsThrottle: 1 }),
			...maybe(0.2, { challengeFailures: chance.whole(1, 2) }),
			...maybe(0.2, { limitTimes: chance.whole(1, 3), limitCode: chance.pick([406, 770004]) }),
			...maybe(0.2, { openTokenLifetime: chance.whole(60, 900) }),
			...maybe(0.1, { openBusy: chance.whole(1, 2) })
		})
	};
}
