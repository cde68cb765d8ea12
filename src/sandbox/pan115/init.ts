import type { Reply } from '../http/exchange';
import { reply, UPLB, type CookieCall, type Endpoint } from './call';
import { sealAnswer, openForm } from './crypto/init-body';
import { aesKeyFor, readKec, type AesKey } from './crypto/key-exchange';
import { decideUpload, type Decision } from './decide-upload';
import { Refusal } from './envelope';
import { withNumberIds } from './ids';
import { readInit } from './init-request';
import { callbackOf } from './open-task';
import type { World } from './world';

const PATH = '/4.0/initupload.php';

/** initEndpoints is the encrypted init of the cookie API (115.md §5.1, §5.2, §6.3–6.5). */
export const initEndpoints: readonly Endpoint[] = [
	{ hosts: UPLB, path: PATH, method: 'POST', form: 'upload', access: 'cookie', answer: init }
];

async function init(call: CookieCall): Promise<Reply> {
	// Some clients send base64's `+` as it is, which a query reads as a space.
	const client = readKec((call.exchange.query.get('k_ec') ?? '').replaceAll(' ', '+'));
	const aes = client && aesKeyFor(client.pub30);
	const form = aes && openForm(call.body, aes);
	// Without a key in common there is nothing to encrypt with.
	if (!aes || form === null) return reply(call, refusedBody(call.world, 400, 'k_ec invalid'));
	return sealed(call, aes, await decided(call, new URLSearchParams(form)));
}

async function decided(call: CookieCall, form: URLSearchParams): Promise<object> {
	const { world, account } = call;
	try {
		const { plan, proof } = readInit(call, form);
		const decision = await decideUpload(world, account, plan, proof);
		return answerTo(world, plan.target, decision);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return refusedBody(world, error.code, error.message);
	}
}

function answerTo(world: World, target: string, decision: Decision): object {
	const common = { request: PATH, statusmsg: '', target, version: '1.0', fileid: 0, fileinfo: '' };
	const unsigned = { sign_key: '', sign_check: '' };
	switch (decision.kind) {
		case 'upload': {
			const { pickCode: pickcode, bucket, object } = decision.task;
			const callback = callbackOf(world, decision.task);
			const where = { status: 1, statuscode: 0, pickcode, bucket, object, callback };
			return { ...common, ...unsigned, ...where };
		}
		case 'instant': {
			const pickcode = decision.item.pickCode;
			return { ...common, ...unsigned, status: 2, statuscode: 0, pickcode };
		}
		case 'verify': {
			const { key: sign_key, check: sign_check } = decision.challenge;
			return { ...common, status: 7, statuscode: 701, pickcode: '', sign_key, sign_check };
		}
		case 'refused':
			return refusedBody(world, decision.code, decision.message);
	}
}

function refusedBody(world: World, statuscode: number, statusmsg: string): object {
	const status = world.config.current.initStatus === 'boolean' ? false : 0;
	return { request: PATH, status, statuscode, statusmsg, pickcode: '', target: '', version: '1.0' };
}

function sealed({ world }: CookieCall, aes: AesKey, body: object): Reply {
	const { initLz4: lz4, initBlock: block, initTail: tail, idsAsNumbers } = world.config.current;
	const json = JSON.stringify(body);
	return {
		status: 200,
		headers: { 'content-type': 'text/html; charset=utf-8' },
		body: sealAnswer(idsAsNumbers ? withNumberIds(json) : json, aes, { lz4, block, tail })
	};
}
