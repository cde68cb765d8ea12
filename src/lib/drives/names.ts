import { TransferError } from '../kernel/errors';
import type { NameRules } from './drive';

/**
 * checkName gives a `name-refused` whose detail names what is wrong, or undefined when the name is
 * good. Asked before hashing, so that nobody hashes 100 GB for nothing.
 */
export function checkName(name: string, rules: NameRules): TransferError | undefined {
	const refuse = (detail: string) => new TransferError('name-refused', { detail });
	if (name.trim() === '') return refuse('the name is empty');
	if (name.length > rules.maxLength) return refuse(`${name.length} > ${rules.maxLength}`);
	const forbidden = [...rules.forbidden].find((char) => name.includes(char));
	return forbidden === undefined ? undefined : refuse(forbidden);
}
