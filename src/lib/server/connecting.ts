import * as v from 'valibot';
import type { QrCode, QrProgress, SignedIn } from '../drives/wire';
import type { Entry, QrSignIn } from './backend';
import { TransferError } from '../kernel/errors';
import { check, INPUTS, type AccountRef } from './inputs';
import { BACKENDS, backendOf } from './registry';
import type { Rooms } from './rooms';
import type { Binding } from './vault';

type Flavoured = Pick<AccountRef, 'drive' | 'flavour' | 'realm'>;

/** sealEntry makes what the page stores of an account: public facts and one sealed text. */
export async function sealEntry(
	rooms: Rooms,
	{ drive, flavour, realm }: Flavoured,
	entry: Entry,
	device: string
): Promise<SignedIn> {
	const { account, renewable, expiresAt } = entry;
	const binding = {
		purpose: 'credential',
		drive,
		flavour,
		realm,
		uid: account.uid,
		device
	} as const;
	const credential = await rooms.vault.seal(binding, entry.secret);
	return { drive, flavour, realm, account, credential, renewable, expiresAt };
}

/** connectAccount is the operation `sign-in`. */
export async function connectAccount(
	rooms: Rooms,
	input: unknown,
	device: string
): Promise<SignedIn> {
	const request = check(INPUTS['sign-in'], input);
	const backend = backendOf(request.drive, request.flavour);
	if (!backend) throw new TransferError('bad-request', { detail: 'no such drive' });
	return sealEntry(
		rooms,
		request,
		await backend.signIn(request, rooms.doors(request.realm)),
		device
	);
}

/** startQr is the operation `qr-start`: the state of the code is sealed for this device alone. */
export async function startQr(rooms: Rooms, input: unknown, device: string): Promise<QrCode> {
	const request = check(INPUTS['qr-start'], input);
	const doors = rooms.doors(request.realm);
	const { secret, url, expiresIn } = await qrOf(request).start(doors, request);
	const token = await rooms.vault.seal(qrBinding(request, device), secret);
	return { token, url, expiresIn };
}

/** pollQr is the operation `qr-poll`. A token that does not open here is as good as expired. */
export async function pollQr(rooms: Rooms, input: unknown, device: string): Promise<QrProgress> {
	const { token, ...request } = check(INPUTS['qr-poll'], input);
	const qr = qrOf(request);
	const secret = await rooms.vault.open(qrBinding(request, device), token);
	if (secret === undefined) return { state: 'expired' };
	const answer = await qr.poll(secret, rooms.doors(request.realm));
	if (answer.state !== 'signed-in') return answer;
	return { state: 'signed-in', account: await sealEntry(rooms, request, answer.entry, device) };
}

function qrOf({ drive, flavour }: Flavoured): QrSignIn {
	const qr = backendOf(drive, flavour)?.qr;
	if (!qr) throw new TransferError('bad-request', { detail: 'this drive has no QR codes' });
	return qr;
}

function qrBinding({ drive, flavour, realm }: Flavoured, device: string): Binding {
	return { purpose: 'qr', drive, flavour, realm, uid: '', device };
}

const accountsSchema = v.array(
	v.looseObject({ drive: v.string(), flavour: v.string(), credentials: v.unknown() })
);

/**
 * connectSandbox is the operation `sandbox`: it signs in to the sandbox's first account of every
 * flavour that this proxy speaks, so that a first visit can upload at once. contract.md
 */
export async function connectSandbox(rooms: Rooms, device: string): Promise<readonly SignedIn[]> {
	const accounts = check(accountsSchema, await rooms.egress.sandboxAccounts());
	const signedIn: SignedIn[] = [];
	for (const backend of BACKENDS) {
		const { drive, flavour } = backend;
		const account = accounts.find((one) => one.drive === drive && one.flavour === flavour);
		if (!account) continue;
		const entry = await backend.sandboxEntry(account.credentials, rooms.doors('sandbox'));
		signedIn.push(await sealEntry(rooms, { drive, flavour, realm: 'sandbox' }, entry, device));
	}
	return signedIn;
}
