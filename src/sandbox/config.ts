import { MiB, GiB } from '../lib/kernel/bytes';
import { schema } from './config-checks';
import { PAN115_DEFAULTS, type Pan115Switches } from './pan115/switches';
import { PAN123_DEFAULTS, type Pan123Switches } from './pan123/switches';
import type { Check } from './switch-checks';

/** CorsMode: who may read answers across origins (123pan.md §17.13). */
export type CorsMode = 'reflect' | 'official' | 'none';

/** SliceStep: files up to `upTo` bytes (null: any size) are cut into `size` bytes. */
export interface SliceStep {
	readonly upTo: number | null;
	readonly size: number;
}

/**
 * Config is every switch of the sandbox, with what a fresh sandbox uses in `DEFAULTS`. Times are in
 * seconds, sizes in bytes. Sources: 123pan.md §17, 115.md §15, object-storage.md §18. Those of one
 * drive's own are in `pan115/switches.ts` and `pan123/switches.ts`.
 */
export interface Config extends Pan115Switches, Pan123Switches {
	/** Request signature of the web API: ignored, checked if present, or required (§17.14). */
	readonly signature: 'off' | 'lenient' | 'strict';
	/** Envelope code of a missing or wrong signature; the real one is unknown. */
	readonly signatureFailure: 401 | 403;
	/** How far a signature's time may be from the sandbox clock. */
	readonly signatureWindow: number;
	readonly cors: { readonly api: CorsMode; readonly storage: CorsMode };
	/** Storage answers let pages read `ETag`. */
	readonly exposeETag: boolean;
	/** Which real server the storage imitates (object-storage.md §14). */
	readonly storageProfile: 'rgw' | 'aws';
	/** Form of presigned URLs: `/bucket/key`, or `bucket.s3.localhost`. */
	readonly storageStyle: 'path' | 'virtual';
	/** Life of presigned URLs. */
	readonly urlLifetime: number;
	/** Life of tokens issued from now on. */
	readonly tokenLifetime: number;
	/** Part size offered by upload_request: one size, or steps by file size. */
	readonly sliceSize: number | readonly SliceStep[];
	/** Smallest part but the last, checked at completion; real storage has 5 MiB. */
	readonly minPartSize: number;
	/** Completion compares the stored bytes with the claimed MD5. The real web flow does not. */
	readonly verifyMd5: boolean;
	/** What the plain `upload_complete` of old clients does: store, or answer 0 and store nothing. */
	readonly legacyCompletion: 'store' | 'silent';
	/** `data` of a 5060 answer: the 2026 shape, or null as in 2025. */
	readonly conflictData: 'details' | 'null';
	/** Same name, size and MD5 in the folder already: reuse, or 5060 like any other (§17.3a). */
	readonly sameFile: 'reuse' | 'conflict';
	/** How many completions of each session are answered 5053 first. */
	readonly notFinalised: number;
	/** Whether a completion that worked carries `file_info`. */
	readonly completionInfo: 'present' | 'missing';
	/** Whether a reuse answer carries `Info`. */
	readonly reuseInfo: 'present' | 'missing';
	/** Every sign-in meets the risk challenge. */
	readonly riskChallenge: boolean;
	/** Largest single file, bytes. */
	readonly maxFileSize: number;
	/** Added to the sandbox's clock. */
	readonly clockOffset: number;
	/** Calls per second, endpoint and account; 0 is no limit. */
	readonly qps: number;
	/** How the limit answers: envelope code 429 in HTTP 200, or HTTP 429. Both carry Retry-After. */
	readonly qpsAnswer: 'code' | 'status';
	/** Life of temporary OSS credentials issued from now on (115.md §5.5). */
	readonly stsLifetime: number;
	/** Smallest part of OSS but the last, checked at completion. */
	readonly ossMinPartSize: number;
	/** Errors of OSS can be read across origins, as browsers saw (object-storage.md §10). */
	readonly ossErrorsHaveCors: boolean;
	/** Signature versions that OSS takes; the other one is refused by name (object-storage.md §5). */
	readonly ossSignatures: 'both' | 'v1' | 'v4';
	/**
	 * How callbacks of OSS fail, each with 203: `unreachable` and `status` never reach the drive,
	 * `not-json` spoils the drive's answer after it has registered the file (object-storage.md §7).
	 */
	readonly callbackFailure: 'none' | 'unreachable' | 'status' | 'not-json';
	/** How many callbacks fail before `callbackFailure` goes back to `none`; 0: all of them. */
	readonly callbackFailures: number;
	/** Counts: answers of OSS whose `x-oss-hash-crc64ecma` is wrong (object-storage.md §18.1). */
	readonly ossWrongCrc: number;
}

/** DEFAULTS is the configuration after start and after a reset. */
export const DEFAULTS: Config = {
	signature: 'off',
	signatureFailure: 403,
	signatureWindow: 1200,
	cors: { api: 'official', storage: 'reflect' },
	exposeETag: false,
	storageProfile: 'rgw',
	storageStyle: 'path',
	urlLifetime: 900,
	tokenLifetime: 7_776_000,
	sliceSize: [
		{ upTo: 160 * MiB, size: 16 * MiB },
		{ upTo: 10 * GiB, size: 32 * MiB },
		{ upTo: null, size: 128 * MiB }
	],
	minPartSize: 0,
	verifyMd5: false,
	legacyCompletion: 'silent',
	conflictData: 'details',
	sameFile: 'reuse',
	notFinalised: 0,
	completionInfo: 'present',
	reuseInfo: 'present',
	riskChallenge: false,
	maxFileSize: 50 * GiB,
	clockOffset: 0,
	qps: 0,
	qpsAnswer: 'code',
	stsLifetime: 3600,
	ossMinPartSize: 102_400,
	ossErrorsHaveCors: true,
	ossSignatures: 'both',
	callbackFailure: 'none',
	callbackFailures: 0,
	ossWrongCrc: 0,
	...PAN115_DEFAULTS,
	...PAN123_DEFAULTS
};

/** ConfigError says which switch was wrong and what would be right; fit for the caller. */
export class ConfigError extends Error {}

/**
 * applyConfig returns `config` with the switches of `patch`, an object of some switches; those of
 * `cors` merge too. Throws ConfigError on an unknown switch or a value outside its type.
 */
export function applyConfig(config: Config, patch: unknown): Config {
	if (typeof patch !== 'object' || patch === null || Array.isArray(patch))
		throw new ConfigError('the configuration is an object of switches');
	const next: Record<string, unknown> = { ...config };
	for (const [name, value] of Object.entries(patch)) {
		const check: Check | undefined = Object.hasOwn(schema, name) ? schema[name] : undefined;
		if (!check)
			throw new ConfigError(`unknown switch "${name}"; known: ${Object.keys(schema).join(', ')}`);
		if (!check.accepts(value)) throw new ConfigError(`"${name}" takes ${check.takes}`);
		next[name] = name === 'cors' ? { ...config.cors, ...(value as object) } : value;
	}
	return next as unknown as Config;
}

/** sliceSizeFor gives the part size in bytes for a file of `size` bytes (123pan.md §9.2). */
export function sliceSizeFor(config: Config, size: number): number {
	if (typeof config.sliceSize === 'number') return config.sliceSize;
	const step = config.sliceSize.find(({ upTo }) => upTo === null || size <= upTo);
	return (step ?? config.sliceSize.at(-1))?.size ?? 16 * MiB;
}

/** Counted are the switches that say how often something happens from now on. */
type Counted = {
	[Name in keyof Config]: Config[Name] extends number ? Name : never;
}[keyof Config];

/** ConfigStore holds the configuration in force; everything reads it at the moment of use. */
export class ConfigStore {
	current: Config = DEFAULTS;
	#listeners: (() => void)[] = [];

	/** apply takes a patch; throws ConfigError and changes nothing if it is not one. */
	apply(patch: unknown): void {
		this.current = applyConfig(this.current, patch);
		for (const listener of this.#listeners) listener();
	}

	/** onApply calls `listener` after every patch, for switches that do something once. */
	onApply(listener: () => void): void {
		this.#listeners.push(listener);
	}

	/** spend takes one from a counting switch; false when none was left. */
	spend(name: Counted): boolean {
		const left = this.current[name];
		if (left <= 0) return false;
		this.current = { ...this.current, [name]: left - 1 };
		return true;
	}

	reset(): void {
		this.current = DEFAULTS;
	}
}
