import { TransferError } from '../../kernel/errors';
import type { Envelope } from './errors';

/**
 * readEnvelope reads an answer's outer object; its keys are sometimes capitalised. Rejects
 * `unreadable-answer` for anything else: a wrong host, maintenance or a block page. 123pan.md §4.2
 */
export function readEnvelope(text: string): Envelope {
	const parsed = parse(text);
	if (typeof parsed !== 'object' || parsed === null) throw unreadable(text);
	const outer = new Map(Object.entries(parsed).map(([key, value]) => [key.toLowerCase(), value]));
	const code = Number(outer.get('code'));
	if (!outer.has('code') || Number.isNaN(code)) throw unreadable(text);
	return { code, message: String(outer.get('message') ?? ''), data: outer.get('data') ?? null };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw unreadable(text);
	}
}

function unreadable(text: string): TransferError {
	const html = /^\s*</.test(text);
	return new TransferError('unreadable-answer', {
		detail: html ? 'a web page' : 'not an envelope'
	});
}
