import { ACCOUNTS } from '../../../src/sandbox/pan115/accounts';
import { cookieText, SignIns } from '../../../src/sandbox/pan115/cookies';
import { KEY_MARKS } from '../../../src/sandbox/oss/keys';
import type { App } from './app';
import { letIn } from './people-of-115';
import type { Seen } from './seen';

/** Secret: a text that nobody but our server and 115 may know, or how each one of its kind begins. */
export interface Secret {
	readonly name: string;
	readonly text: string;
}

/** cookieSecrets are the values of cookies as a browser shows them. */
export function cookieSecrets(cookie: string): readonly Secret[] {
	return cookie.split('; ').map((pair) => {
		const [name = '', text = ''] = pair.split('=');
		return { name, text };
	});
}

/**
 * standingSecrets are those that do not come and go with a sign-in: user keys, and how tokens and
 * keys of storage begin, which is looked up in real ones.
 */
export async function standingSecrets(app: App): Promise<readonly Secret[]> {
	const { origin } = app.sandbox;
	const standing = (await letIn(app, ACCOUNTS[2]!.name)).refresh;
	const pair = await answerOf<{ access_token: string; refresh_token: string }>(
		fetch(`${origin}/passportapi.115.com/open/refreshToken`, {
			method: 'POST',
			body: new URLSearchParams({ refresh_token: standing })
		})
	);
	const keys = await answerOf<Readonly<Record<string, string>>>(
		fetch(`${origin}/uplb.115.com/3.0/gettoken.php`)
	);
	const marks = [
		{ name: 'token', text: begins(standing, base64Begin('{"kind":"')) },
		{ name: 'access token', text: begins(pair.access_token, base64Begin('{"client":"')) },
		{ name: 'refresh token', text: begins(pair.refresh_token, base64Begin('{"client":"')) },
		{ name: 'key of storage', text: begins(keys['AccessKeyId'], KEY_MARKS.accessKeyId) },
		{ name: 'secret of storage', text: begins(keys['AccessKeySecret'], KEY_MARKS.accessKeySecret) },
		{ name: 'token of storage', text: begins(keys['SecurityToken'], KEY_MARKS.securityToken) }
	];
	return [...marks, ...ACCOUNTS.map(({ userKey }) => ({ name: 'user key', text: userKey }))];
}

/** sessionIn gives the cookies of whoever signed in to a slot between two times, milliseconds. */
export async function sessionIn(
	app: App,
	name: string,
	slot: string,
	{ from, to }: { readonly from: number; readonly to: number }
): Promise<string> {
	const account = ACCOUNTS.find((one) => one.name === name)!;
	// A session's cookies follow from the second in which it began.
	for (let at = from; at < to + 1000; at += 1000) {
		const cookie = cookieText(new SignIns().start(account, slot, at).cookies);
		const answer = await fetch(`${app.sandbox.origin}/my.115.com/?ct=guide&ac=status`, {
			headers: { cookie }
		});
		if (((await answer.json()) as { state: boolean }).state) return cookie;
	}
	throw new Error(`nobody signed in to ${slot} then`);
}

/**
 * findings tells which secret is where, as it is, in a URL, or in Base64. What presigned URLs consist
 * of has to reach the page: a PUT carries the id of its key, the token that goes with it, and its own
 * signature. That is let pass in answers of `presign` alone, and there as parameters of a URL alone;
 * the secret that signs is not among them.
 */
export function findings(seen: readonly Seen[], secrets: readonly Secret[]): readonly string[] {
	const forms = secrets.map(({ name, text }) => ({ name, forms: formsOf(text) }));
	return seen.flatMap(({ where, text }) => {
		const searched = where.endsWith('/presign') ? text.replaceAll(IN_URL, '$1') : text;
		return forms
			.filter((secret) => secret.forms.some((form) => searched.includes(form)))
			.map(({ name }) => `${name} in ${where}`);
	});
}

const IN_URL = /([?&](?:OSSAccessKeyId|Signature|security-token)=)[^&"\s]+/g;

function formsOf(text: string): readonly string[] {
	const encoded = [0, 1, 2].flatMap((before) => {
		const bytes = Buffer.from('-'.repeat(before) + text);
		// Without the characters that hang on what stands before or after.
		const inside = [before === 0 ? 0 : before + 1, Math.floor((bytes.length * 8) / 6)] as const;
		return [
			bytes.toString('base64').slice(...inside),
			bytes.toString('base64url').slice(...inside)
		];
	});
	return [text, encodeURIComponent(text), ...encoded];
}

function base64Begin(text: string): string {
	return Buffer.from(text)
		.toString('base64url')
		.slice(0, Math.floor((text.length * 8) / 6));
}

function begins(text: string | undefined, mark: string): string {
	if (text?.startsWith(mark)) return mark;
	throw new Error(`The sandbox gives something that does not begin with ${mark}`);
}

async function answerOf<T>(asked: Promise<Response>): Promise<T> {
	const body = (await (await asked).json()) as { data?: T };
	return body.data ?? (body as T);
}
