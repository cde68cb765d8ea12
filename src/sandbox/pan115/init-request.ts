import type { CookieCall } from './call';
import { sigOf, tokenOf } from './crypto/signatures';
import type { Proof } from './decide-upload';
import { Refusal } from './envelope';
import { cidOf } from './ids';
import type { Plan } from './open-task';
import { folderUnder } from './upload-folder';
import { cutName } from './names';
import { tooOld } from './versions';

/** InitRequest is an init whose every field was checked (115.md §5.1). */
export interface InitRequest {
	readonly plan: Plan;
	readonly proof: Proof | undefined;
}

const invalid = () => new Refusal(402, 'userid, filesize, target or pickcode invalid');

/** readInit checks an init's form; throws Refusal 400 (signatures), 402 (fields), or asks to upgrade. */
export function readInit(call: CookieCall, form: URLSearchParams): InitRequest {
	const { world, account } = call;
	const field = (name: string) => form.get(name) ?? '';
	const sizeText = field('filesize');
	const [size, cid] = [Number(sizeText), cidOf(field('target'))];
	refuseOldVersion(call, field('appversion'));
	if (field('userid') !== account.userId) throw invalid();
	if (!/^\d+$/.test(sizeText) || !Number.isSafeInteger(size)) throw invalid();
	if (!/^[0-9A-F]{40}$/.test(field('fileid')) || field('filename') === '') throw invalid();
	refuseBadSignatures(call, form);
	if (cid === undefined || !world.tree(account).isFolder(cid)) throw invalid();
	const parent = folderUnder(world, account, cid, field('path'));
	const [key, value] = [field('sign_key'), field('sign_val')];
	return {
		plan: {
			parent,
			target: `U_1_${parent}`,
			name: cutName(field('filename')),
			size,
			sha1: field('fileid')
		},
		proof: key === '' && value === '' ? undefined : { key, value }
	};
}

function refuseBadSignatures({ world, account }: CookieCall, form: URLSearchParams): void {
	const field = (name: string) => form.get(name) ?? '';
	const [fileId, t] = [field('fileid'), field('t')];
	const sig = sigOf({
		userId: account.userId,
		userKey: account.userKey,
		fileId,
		target: field('target')
	});
	const token = tokenOf({
		userId: account.userId,
		fileId,
		fileSize: field('filesize'),
		signKey: field('sign_key'),
		signVal: field('sign_val'),
		t,
		appVersion: field('appversion')
	});
	if (field('sig') !== sig || field('token') !== token) throw new Refusal(400, 'sig invalid');
	// Some clients count milliseconds, some seconds (§13).
	const seconds = t.length > 11 ? Number(t) / 1000 : Number(t);
	const apart = Math.abs(seconds - world.time.seconds());
	if (!/^\d+$/.test(t) || apart > world.config.current.initWindow)
		throw new Refusal(400, 'sig invalid');
}

function refuseOldVersion({ world, exchange }: CookieCall, appVersion: string): void {
	const { minAppVersion } = world.config.current;
	const agent = exchange.headers['user-agent'] ?? '';
	const named = /115(?:Browser|disk|Desktop|wangpan\w*)\/([\d.]+)/.exec(agent)?.[1];
	if (tooOld(appVersion, minAppVersion) || (named && tooOld(named, minAppVersion)))
		throw new Refusal(10001, '当前版本过低，请升级到最新版本');
}
