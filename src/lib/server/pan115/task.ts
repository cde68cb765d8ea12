import * as v from 'valibot';
import { TransferError } from '../../kernel/errors';
import type { Task } from './dialect';
import { objectOf, type Fields } from './envelope';
import { shape, text } from '../fields';

const taskSchema = v.looseObject({ bucket: text, object: text });
const callbackSchema = v.looseObject({ callback: text, callback_var: text });

/**
 * taskOf reads an upload as init and resume of both APIs show it. `callback` may be an object or an
 * array of one; its two texts are kept byte for byte. 115.md §5.2, §10.2
 */
export function taskOf(fields: Fields): Task {
	const { bucket, object } = shape(taskSchema, fields);
	const { callback, callback_var } = shape(callbackSchema, objectOf(fields['callback']));
	const pickCode = pickCodeOf(fields);
	if (pickCode) return { pickCode, bucket, object, callback, callbackVar: callback_var };
	throw new TransferError('unreadable-answer', { detail: 'an upload without a pick code' });
}

/** pickCodeOf reads a pick code by either of its names; undefined when there is none. */
export function pickCodeOf(fields: Fields): string | undefined {
	const found = [fields['pick_code'], fields['pickcode'], fields['pc']].find(
		(value) => typeof value === 'string' && value !== ''
	);
	return found as string | undefined;
}
