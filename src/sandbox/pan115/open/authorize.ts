import { ACCOUNTS, accountNamed, type Account } from '../accounts';
import { PASSPORT, type Call, type Endpoint } from '../call';
import { Refusal } from '../envelope';
import { newHex } from '../ids';
import { tokenReply } from './auth';
import { clientOf } from './clients';
import type { World } from '../world';

/** authorizeEndpoints are the way with a secret and an authorization code (115.md §10.1). */
export const authorizeEndpoints: readonly Endpoint[] = [
	{
		hosts: PASSPORT,
		path: '/open/authorize',
		method: 'GET',
		form: 'passport',
		access: 'none',
		answer: authorize
	},
	{
		hosts: PASSPORT,
		path: '/open/authCodeToToken',
		method: 'POST',
		form: 'passport',
		access: 'none',
		answer: authCodeToToken
	}
];

interface Code {
	readonly client: string;
	readonly redirect: string;
	readonly account: Account;
	readonly endsAt: number;
}

const LIFE_MS = 300_000;
const codes = new WeakMap<World, Map<string, Code>>();

/** The sandbox's person agrees at once: who it is, a query item `account` may say. */
function authorize({ world, fields }: Call) {
	const client = clientOf(fields.text('client_id'));
	const redirect = fields.text('redirect_uri') ?? '';
	if (fields.text('response_type') !== 'code')
		throw new Refusal(40140127, 'response_type 必须是 code');
	if (redirect === '') throw new Refusal(40140128, 'redirect_uri 必填');
	if (!/^https?:\/\//.test(redirect) || !URL.canParse(redirect))
		throw new Refusal(40140129, 'redirect_uri 错误');
	const account = accountNamed(fields.text('account')) ?? ACCOUNTS[0];
	const code = newHex(40);
	const endsAt = world.time.now() + LIFE_MS;
	codesOf(world).set(code, { client: client.id, redirect, account, endsAt });
	const target = new URL(redirect);
	target.searchParams.set('code', code);
	target.searchParams.set('state', fields.text('state') ?? '');
	return { status: 302, headers: { location: target.href } };
}

function authCodeToToken(call: Call) {
	const { world, fields } = call;
	const client = clientOf(fields.text('client_id'));
	if (fields.text('grant_type') !== 'authorization_code')
		throw new Refusal(40140132, 'grant_type 必须是 authorization_code');
	if (fields.text('client_secret') !== client.secret)
		throw new Refusal(40140133, 'client_secret 验证失败');
	const text = fields.text('code') ?? '';
	const code = codesOf(world).get(text);
	if (!code || code.endsAt <= world.time.now()) throw new Refusal(40140134, 'code 验证失败');
	if (code.client !== client.id) throw new Refusal(40140135, 'client_id 不一致');
	if (code.redirect !== fields.text('redirect_uri'))
		throw new Refusal(40140136, 'redirect_uri 不一致');
	codesOf(world).delete(text);
	return tokenReply(call, client.id, code.account);
}

function codesOf(world: World): Map<string, Code> {
	let known = codes.get(world);
	if (!known) codes.set(world, (known = new Map()));
	return known;
}
