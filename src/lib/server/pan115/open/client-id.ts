import * as v from 'valibot';
import type { QrRequest } from '../../../drives/wire';
import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';

const rowSchema = v.looseObject({
	drive: v.literal('pan115'),
	flavour: v.literal('open'),
	credentials: v.looseObject({ client_id: v.string() })
});

/**
 * clientIdOf is the app that people let in: their own, else the server's, else in the sandbox the
 * one that it lists. Rejects `app-id-refused` when there is none. 115.md §10.1
 */
export async function clientIdOf(request: QrRequest, doors: Doors): Promise<string> {
	const given = request.clientId ?? doors.pan115.clientId;
	if (given) return given;
	const rows = doors.realm === 'sandbox' ? await doors.egress.sandboxAccounts() : [];
	const row = Array.isArray(rows) ? rows.find((one) => v.is(rowSchema, one)) : undefined;
	if (row) return v.parse(rowSchema, row).credentials.client_id;
	throw new TransferError('app-id-refused', { detail: 'this server has no app id' });
}
