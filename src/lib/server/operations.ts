import type { FileOperation, Operation } from '../drives/wire';
import { TransferError } from '../kernel/errors';
import type { BackendOpening, Connection } from './backend';
import { check, INPUTS } from './inputs';
import { relayParts, requireRelay, type Owner } from './relay';
import type { Rooms } from './rooms';

/**
 * operate checks an operation's input, opens the Session in it where there is one, and runs it. A
 * Session that does not open rejects `session-lost`: the page then opens a new one.
 */
export async function operate(
	rooms: Rooms,
	owner: Owner,
	connection: Connection,
	operation: Exclude<Operation, 'renew' | FileOperation>,
	input: unknown
): Promise<unknown> {
	// Sessions survive a new device cookie.
	const { device: _, ...ref } = owner;
	const binding = { purpose: 'session', ...ref } as const;
	const session = async (sealed: string): Promise<unknown> => {
		const secret = await rooms.vault.open(binding, sealed);
		if (secret !== undefined) return secret;
		throw new TransferError('session-lost', { detail: 'the session does not open' });
	};
	const challenge = { ...binding, purpose: 'challenge' } as const;
	const seal = async (opening: BackendOpening): Promise<unknown> => {
		if (opening.kind === 'challenge') {
			const { secret, ...asked } = opening;
			return { ...asked, token: await rooms.vault.seal(challenge, secret) };
		}
		if (opening.kind !== 'session') return opening;
		const sealed = await rooms.vault.seal(binding, opening.secret);
		return { kind: 'session', session: { ...opening.session, sealed } };
	};

	switch (operation) {
		case 'account':
			return connection.account();
		case 'list': {
			const { folderId, cursor } = check(INPUTS.list, input);
			return connection.list(folderId, cursor);
		}
		case 'create-folder': {
			const { parentId, name } = check(INPUTS['create-folder'], input);
			return connection.createFolder(parentId, name);
		}
		case 'open': {
			const { draft, digests, answer } = check(INPUTS.open, input);
			if (!answer) return seal(await connection.open(draft, digests));
			const secret = await rooms.vault.open(challenge, answer.token);
			if (secret === undefined) throw new TransferError('challenge-failed', { detail: 'not ours' });
			return seal(await connection.open(draft, digests, { secret, digest: answer.digest }));
		}
		case 'find-opened': {
			const { draft, digests } = check(INPUTS['find-opened'], input);
			return (await connection.findOpened(draft, digests)) ?? null;
		}
		case 'presign': {
			const { sealed, numbers, relay, rate } = check(INPUTS.presign, input);
			if (relay) requireRelay(rooms);
			const parts = await connection.presign(await session(sealed), numbers, rate);
			return relay ? relayParts(rooms, owner, parts) : parts;
		}
		case 'list-parts':
			return connection.listParts(await session(check(INPUTS['list-parts'], input).sealed));
		case 'complete': {
			const { sealed, receipts, ...how } = check(INPUTS.complete, input);
			const known = receipts.map(([number, etag]) => ({ number, etag }));
			return connection.complete(await session(sealed), { receipts: known, ...how });
		}
		case 'abandon':
			await connection.abandon(await session(check(INPUTS.abandon, input).sealed));
			return null;
	}
}
