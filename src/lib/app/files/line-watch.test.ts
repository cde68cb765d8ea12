import { expect, test } from 'vitest';
import { FakeEngine } from '../../../../tests/support/fake-engine';
import { TransferError, type ErrorCode } from '../../kernel/errors';
import { watchLine } from './line-watch';

test('the connection is looked at when nothing answers, and not when the drive says no', async () => {
	const engine = new FakeEngine();
	const ask = (code: ErrorCode) => {
		engine.actions = { path: () => Promise.reject(new TransferError(code)) };
		return watchLine(engine, () => true).files('account', 'path', ['']);
	};
	await expect(ask('folder-missing')).rejects.toMatchObject({ code: 'folder-missing' });
	expect(engine.called('networkChanged')).toEqual([]);
	await expect(ask('proxy-unreachable')).rejects.toMatchObject({ code: 'proxy-unreachable' });
	expect(engine.called('networkChanged')).toEqual([['networkChanged', true]]);
});
