import type { App } from './support/app';
import { cookieOf, FREE } from './support/people-of-115';
import { cookieSecrets, findings, sessionIn, standingSecrets } from './support/secrets-of-115';
import { AnswerLog, kept, type Seen } from './support/seen';
import { SignIn } from './support/sign-in';
import { expect, expectStored, test } from './support/test';
import { MiB, type TestFile } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

const OWN = 'Sandbox 115';
/** Where the session of a scanned code is. */
const SLOT = 'R1';

/** scan signs in by a code, with the phone of the sandbox's first account for each API. */
async function scan(app: App, uploads: UploadsPage, drive: string): Promise<void> {
	const signIn = await SignIn.add(uploads.page, drive);
	const uid = await signIn.uid();
	await app.sandbox.phone(uid, 'scan');
	await app.sandbox.phone(uid, 'confirm');
	await signIn.done();
}

test('no secret of 115 is told to the page, kept by the browser or written by the server', async ({
	app,
	browserOf,
	file
}) => {
	test.setTimeout(120_000);
	await app.sandbox.reset();
	const log = await AnswerLog.open();
	try {
		const context = await browserOf.start(log.switches);
		const console: Seen[] = [];
		context.on('console', (said) => console.push({ where: 'the console', text: said.text() }));
		const uploads = await (await UploadsPage.open(context, app.origin)).ready();
		const send = async (target: string, ...films: readonly TestFile[]) => {
			await uploads.sendTo(target);
			await uploads.drop(...films);
			for (const film of films) {
				await uploads.waitFor(film, 'done');
				await expectStored(app, film, { drive: 'pan115' });
			}
		};
		const secrets = [...(await standingSecrets(app)), ...cookieSecrets(await cookieOf(app, OWN))];

		const from = Date.now();
		await scan(app, uploads, '115 Sandbox');
		const scanned = await sessionIn(app, OWN, SLOT, { from, to: Date.now() });
		const pasted = await cookieOf(app, FREE);
		const wrong = pasted.replace(/SEID=\w{9}/, 'SEID=123456789');
		const signIn = await SignIn.add(uploads.page, '115 Sandbox');
		await signIn.paste(wrong);
		await expect(signIn.dialog.getByRole('alert')).toBeVisible();
		await signIn.paste(pasted);
		await signIn.done();
		secrets.push(...[scanned, wrong, pasted].flatMap(cookieSecrets));
		await send(OWN, await file('a.bin', MiB), await file('a.mkv', 110 * MiB));
		await send(FREE, await file('b.bin', MiB));

		// The access token ends before it is used, and is renewed.
		await app.sandbox.config({ clockOffset: -7260 });
		await scan(app, uploads, '115 Open Sandbox');
		await app.sandbox.config({ clockOffset: 0 });
		await send(
			'115 Open · Sandbox Open 115',
			await file('c.bin', MiB),
			await file('c.mkv', 110 * MiB)
		);

		await app.sandbox.config({ revokeCookies: true });
		const last = await file('d.bin', MiB);
		await uploads.sendTo(FREE);
		await uploads.drop(last);
		await uploads.waitFor(last, 'waiting', { cause: 'signed-out' });

		const stored = await kept(uploads.page);
		const said = { where: 'the server', text: app.said };
		const seen = [...log.answers, ...stored, ...console, said];
		// All of it was there to be searched, and nothing that is searched for would be missed.
		const asked = log.answers.map(({ where }) => where.replace(/^.*\/(?=\w+\/[^/]+$)/, ''));
		for (const operation of ['sandbox', 'qr-start', 'qr-poll', 'sign-in']) {
			expect(asked).toContain(`new/${operation}`);
		}
		for (const account of ['pan115-cookie', 'pan115-open']) {
			for (const operation of ['open', 'presign', 'complete']) {
				const answer = new RegExp(`/${account}-sandbox-\\d+/${operation}$`);
				expect(log.answers.some(({ where }) => answer.test(where))).toBe(true);
			}
		}
		expect(log.answers.some(({ where }) => where.endsWith('/renew'))).toBe(true);
		expect(stored[0]?.text).toContain('pan115-open-sandbox-');
		expect(said.text).toContain('Panlift is ready');
		for (const secret of secrets) {
			const text = `{"here":"${secret.text}"}`;
			expect(findings([{ where: 'here', text }], [secret])).toEqual([`${secret.name} in here`]);
		}
		expect(findings(seen, secrets)).toEqual([]);
	} finally {
		await log.close();
	}
});
