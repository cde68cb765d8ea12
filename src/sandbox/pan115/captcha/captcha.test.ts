import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNTS } from '../accounts';
import { cookieText } from '../cookies';
import { at, openRig, type Rig } from '../testing';

let rig: Rig;
let cookie: string;
beforeEach(async () => {
	rig = await openRig();
	const { signIns, time, config } = rig.world;
	cookie = cookieText(signIns.own(ACCOUNTS[0], time.now(), 3600).cookies);
	config.apply({ captchaAccount: 'Sandbox 115' });
});
afterEach(() => rig.close());

const SIDE = 13;
const SCALE = 4;

/** picture reads a captcha's PNG as the glyphs in it, from left to right and top to bottom. */
async function picture(query: string): Promise<string[]> {
	const reply = await rig.send({
		host: 'captchaapi.115.com',
		path: `/?ct=index&ac=code${query}`,
		headers: { cookie }
	});
	expect(reply.headers?.['content-type']).toBe('image/png');
	const png = reply.body as Buffer;
	const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
	const pixels = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
	const glyphs: string[] = [];
	for (let top = 0; top < height; top += SIDE * SCALE)
		for (let left = 0; left < width; left += SIDE * SCALE) {
			const cells = Array.from({ length: SIDE * SIDE }, (_, at) => {
				const y = top + Math.floor(at / SIDE) * SCALE;
				return pixels[y * (width + 1) + 1 + left + (at % SIDE) * SCALE] === 0 ? '#' : '.';
			});
			glyphs.push(cells.join(''));
		}
	return glyphs;
}

const signNow = async () => at(await rig.web('//captchaapi.115.com/?ac=code&t=sign'), 'sign');
const answer = (code: string, sign: string) =>
	rig.web('/user/captcha', {
		...{ code, sign, ac: 'security_code', type: 'web', ctype: 'web', client: 'web' }
	});
const read = async () => {
	const wanted = await picture('');
	const choices = await picture('&t=all');
	return wanted.map((glyph) => choices.indexOf(glyph)).join('');
};

describe('an account that needs a captcha', () => {
	test('is answered 911 until it picks the four characters that the picture shows', async () => {
		expect(await rig.web('/files')).toMatchObject({ state: false, errno: 911 });
		const code = await read();
		expect(code).toMatch(/^(?!.*(\d).*\1)\d{4}$/);
		expect(await answer(code, await signNow())).toMatchObject({ state: true });
		expect(await rig.web('/files')).toMatchObject({ state: true });
		expect(rig.world.config.current.captchaAccount).toBe('');
	});

	test('needs another captcha after a wrong answer or a wrong signature', async () => {
		const [code, sign] = [await read(), await signNow()];
		const wrong = [...code].reverse().join('');
		expect(await answer(wrong, sign)).toMatchObject({ state: false });
		expect(await answer(code, sign)).toMatchObject({ state: false });
		expect(await answer(await read(), 'f'.repeat(32))).toMatchObject({ state: false });
		expect(await rig.web('/files')).toMatchObject({ errno: 911 });
		expect(await answer(await read(), await signNow())).toMatchObject({ state: true });
	});

	test('may see one of the ten characters alone', async () => {
		await picture('');
		const choices = await picture('&t=all');
		expect(choices).toHaveLength(10);
		expect(await picture('&t=single&id=7')).toEqual([choices[7]]);
	});

	test('leaves the other accounts and the Open Platform alone', async () => {
		expect(await rig.open('/user/info')).toMatchObject({ state: true });
		rig.world.config.apply({ captchaAccount: 'Sandbox 115 free' });
		expect(await rig.web('/files')).toMatchObject({ state: true });
	});
});
