import { expect } from '@playwright/test';
import type { App } from './app';
import { MiB, type TestFile } from './test-files';
import type { UploadsPage } from './uploads-page';

/** Moment: a point in an upload's life at which a browser can be killed. */
export interface Moment {
	readonly size: number;
	/** Makes the moment long enough to be met. */
	readonly prepare: (app: App) => Promise<void>;
	/** Resolves when it is there. */
	readonly met: (app: App, uploads: UploadsPage, film: TestFile) => Promise<unknown>;
}

/** After a doubt about an earlier question to the drive, a row looks for its answer for 25 seconds. */
const PATIENCE = { intervals: [50], timeout: 45_000 };

const parts = async (app: App) => (await app.sandbox.partPuts()).length;
const stall = (path: string) => (app: App) =>
	app.sandbox.faults([{ match: { path }, do: { kind: 'stall', ms: 4000 } }]);
const asked = (path: string) => (app: App) =>
	expect
		.poll(
			async () =>
				(await (await fetch(`${app.sandbox.origin}/_sandbox/faults`)).json()) as { hits: number }[],
			PATIENCE
		)
		.toMatchObject([{ hits: 1, match: { path } }]);

export const MOMENTS: Readonly<Record<string, Moment>> = {
	hashing: {
		size: 400 * MiB,
		prepare: async () => {},
		met: (_, uploads, film) => uploads.waitFor(film, 'hashing')
	},
	checking: { size: 20 * MiB, prepare: stall('upload_request'), met: asked('upload_request') },
	'the first part': {
		size: 20 * MiB,
		prepare: (app) => app.sandbox.link({ bytesPerSecond: 2 * MiB }),
		met: (_, uploads, film) => uploads.waitFor(film, 'uploading')
	},
	'the middle': {
		size: 40 * MiB,
		prepare: (app) => app.sandbox.link({ bytesPerSecond: 16 * MiB }),
		met: (app) => expect.poll(() => parts(app), PATIENCE).toBeGreaterThanOrEqual(4)
	},
	finishing: {
		size: 20 * MiB,
		prepare: stall('upload_complete/v2'),
		met: asked('upload_complete/v2')
	}
};

const ONE_PUT = 20 * MiB;
const IN_PARTS = 110 * MiB;
const put = { match: { path: '^/fhnfile/', method: 'PUT' } };
const post = { match: { path: '^/fhnfile/', method: 'POST' }, do: { kind: 'stall', ms: 4000 } };

/** momentsOf115 are those of an upload whose storage tells the drive; `init` is its opening call. */
export function momentsOf115(init: string): Readonly<Record<string, Moment>> {
	return {
		hashing: MOMENTS.hashing!,
		checking: { size: ONE_PUT, prepare: stall(init), met: asked(init) },
		'its only PUT': {
			size: ONE_PUT,
			prepare: (app) => app.sandbox.link({ bytesPerSecond: 4 * MiB }),
			met: (_, uploads, film) => uploads.waitFor(film, 'uploading')
		},
		'the answer to its only PUT': {
			size: ONE_PUT,
			// The file does not show yet, so the page is still asking for it.
			prepare: async (app) => {
				await app.sandbox.config({ listDelay: 8 });
				await app.sandbox.faults([{ ...put, do: { kind: 'drop-response' } }]);
			},
			met: (app) => expect.poll(() => registered(app), { intervals: [100] }).toBe(1)
		},
		'the middle': {
			size: IN_PARTS,
			prepare: (app) => app.sandbox.link({ bytesPerSecond: 16 * MiB }),
			met: (app) => expect.poll(() => parts(app), PATIENCE).toBeGreaterThanOrEqual(3)
		},
		finishing: {
			size: IN_PARTS,
			// The first POST begins the upload, the second one ends it.
			prepare: (app) => app.sandbox.faults([{ ...post, after: 1 }]),
			met: (app) =>
				expect.poll(() => hits(app), { intervals: [50], timeout: 30_000 }).toBeGreaterThanOrEqual(1)
		}
	};
}

const registered = async (app: App) => (await app.sandbox.files('pan115')).length;
const hits = async (app: App) => {
	const answer = await fetch(`${app.sandbox.origin}/_sandbox/faults`);
	return ((await answer.json()) as { hits: number }[])[0]?.hits ?? 0;
};
