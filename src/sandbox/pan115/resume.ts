import type { Reply } from '../http/exchange';
import { reply, UPLB, type CookieCall, type Endpoint } from './call';
import { Refusal } from './envelope';
import { callbackOf, taskFor } from './open-task';

/** resumeEndpoints name an unfinished upload's object and callback again (115.md §5.6). */
export const resumeEndpoints: readonly Endpoint[] = [
	{
		hosts: UPLB,
		path: '/3.0/resumeupload.php',
		method: 'POST',
		form: 'upload',
		access: 'cookie',
		answer: resume
	}
];

function resume(call: CookieCall): Reply {
	const { world, account, fields } = call;
	const task = taskFor(world, account, fields.text('pickcode'));
	const mine = fields.text('userid') === account.userId;
	if (!mine || !task || task.target !== fields.text('target'))
		throw new Refusal(402, 'userid, filesize, target or pickcode invalid');
	const { pickCode: pickcode, target, bucket, object } = task;
	return reply(call, {
		request: '/3.0/resumeupload.php',
		state: true,
		status: 1,
		statuscode: 0,
		statusmsg: '',
		pickcode,
		target,
		version: '1.0',
		bucket,
		object,
		callback: callbackOf(world, task)
	});
}
