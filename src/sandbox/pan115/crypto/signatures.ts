import { createHash } from 'node:crypto';

const hex = (algorithm: 'sha1' | 'md5', text: string) =>
	createHash(algorithm).update(text).digest('hex');

/** sigOf is init's `sig`, upper-case hex (115.md §6.1). */
export function sigOf(of: {
	readonly userId: string;
	readonly userKey: string;
	readonly fileId: string;
	readonly target: string;
}): string {
	const inner = hex('sha1', `${of.userId}${of.fileId}${of.target}0`);
	return hex('sha1', `${of.userKey}${inner}000000`).toUpperCase();
}

/** tokenOf is init's `token`, lower-case hex; every field as in the form (115.md §6.2). */
export function tokenOf(of: {
	readonly userId: string;
	readonly fileId: string;
	readonly fileSize: string;
	readonly signKey: string;
	readonly signVal: string;
	readonly t: string;
	readonly appVersion: string;
}): string {
	const proof = of.signKey + of.signVal;
	const who = of.userId + of.t + hex('md5', of.userId);
	return hex('md5', `Qclm8MGWUv59TnrR0XPg${of.fileId}${of.fileSize}${proof}${who}${of.appVersion}`);
}
