import type { Reply } from '../../http/exchange';
import { accountNamed } from '../accounts';
import { CAPTCHA, reply, WEB_API, type CookieCall, type Endpoint } from '../call';
import { Refusal } from '../envelope';
import { done, textOf } from '../files/web';
import { png } from '../png';
import { sideBySide, type Glyph } from './captchas';

/** captchaEndpoints show and take the captcha that ends a 911 (115.md §11.2). */
export const captchaEndpoints: readonly Endpoint[] = [
	{
		...{ hosts: CAPTCHA, path: '/', method: 'GET', form: 'web', access: 'cookie' },
		duringCaptcha: true,
		answer: show
	},
	{
		...{ hosts: WEB_API, path: '/user/captcha', method: 'POST', form: 'web', access: 'cookie' },
		duringCaptcha: true,
		answer: solve
	}
];

const SCALE = 4;

/** The four make a new captcha; the ten, one of them and the signature belong to the last. */
function show(call: CookieCall): Reply {
	const { world, account, fields } = call;
	if (fields.text('ac') !== 'code') throw new Refusal(990002, '参数错误。');
	const kind = fields.text('t') ?? '';
	const { choices, code, sign } =
		kind === '' ? world.captchas.renew(account) : world.captchas.current(account);
	switch (kind) {
		case '':
			return picture([[...code].map((digit) => choices[Number(digit)] ?? [])]);
		case 'all':
			return picture([choices.slice(0, 5), choices.slice(5)]);
		case 'single':
			return picture([choices.slice(fields.whole('id') ?? 0).slice(0, 1)]);
		case 'sign':
			return reply(call, { state: true, sign });
		default:
			throw new Refusal(990002, '参数错误。');
	}
}

function solve(call: CookieCall): Reply {
	const { world, account, fields } = call;
	if (fields.text('ac') !== 'security_code') throw new Refusal(990002, '参数错误。');
	if (!world.captchas.solve(account, textOf(call, 'code'), textOf(call, 'sign')))
		throw new Refusal(990003, '验证码错误');
	const { captchaAccount } = world.config.current;
	if (captchaAccount !== '' && accountNamed(captchaAccount) === account)
		world.config.apply({ captchaAccount: '' });
	return done(call);
}

function picture(rows: readonly (readonly Glyph[])[]): Reply {
	const body = png(rows.flatMap(sideBySide), SCALE);
	return { status: 200, headers: { 'content-type': 'image/png' }, body };
}
