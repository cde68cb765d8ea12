import {
	API_VERSION,
	API_VERSION_HEADER,
	OPERATIONS,
	type CONNECT_OPERATIONS,
	type Operation,
	type RelaySetting,
	type SignedIn
} from '../drives/wire';
import type { Clock } from '../kernel/clock';
import { TransferError } from '../kernel/errors';
import { json, refusal } from './answers';
import type { Pan115Settings } from './backend';
import { connectAccount, connectSandbox, pollQr, sealEntry, startQr } from './connecting';
import { isDevice } from './device';
import { createEgress, type EgressEnv } from './egress';
import { isFileOperation, operateFiles } from './file-operations';
import { bodySchema, check, readAccountId } from './inputs';
import { operate } from './operations';
import { backendOf } from './registry';
import { createRenewals } from './renewals';
import { relay } from './relay';
import type { Rooms } from './rooms';
import { createVault } from './vault';

/** ProxyEnv: everything that a proxy knows of its surroundings. */
export interface ProxyEnv extends EgressEnv {
	/** SECRET_KEY: one secret, or several divided by commas; the first one seals. */
	readonly secretKey: string | undefined;
	readonly clock: Clock;
	/** PAN123_SIGN, on unless false. 123pan.md §3.3 */
	readonly sign123?: boolean | undefined;
	readonly pan115?: Pan115Settings | undefined;
	/** RELAY and RELAY_MAX_BODY; on unless it says otherwise. */
	readonly relay?: RelaySetting | undefined;
}

/**
 * Proxy answers `POST /api/drives/{account}/{operation}` and `PUT /api/relay`. It keeps nothing
 * between requests, but for a minute what it answered to a renewal: sealed, because the token before
 * it is dead.
 */
export interface Proxy {
	/** handle never rejects. `device` is the value of the device cookie. */
	handle(
		request: Request,
		account: string,
		operation: string,
		device: string | undefined
	): Promise<Response>;
	/** relay passes a part on to storage. Never rejects. */
	relay(request: Request, device: string | undefined): Promise<Response>;
}

/** Body: what was asked, checked, and the secrets in it that no answer may show. */
interface Body {
	readonly credential: string | undefined;
	readonly input: unknown;
	readonly secrets: readonly string[];
	/** The browser's User-Agent. */
	readonly agent: string | undefined;
}

const SECRET_FIELDS = ['password', 'token', 'cookie', 'clientSecret'] as const;
const SECRET_KEY_LENGTH = 16;
const LONGEST_AGENT = 512;

/** createProxy makes a Proxy. architecture.md §8 */
export function createProxy(env: ProxyEnv): Proxy {
	const egress = createEgress(env);
	const renewals = createRenewals<SignedIn>(env.clock);
	const secretKey = env.secretKey?.trim() ?? '';
	const rooms: Rooms = {
		egress,
		vault: createVault(secretKey),
		doors: (realm) => ({
			egress,
			clock: env.clock,
			realm,
			sign123: env.sign123 !== false,
			pan115: env.pan115 ?? { ossSignature: 'v1' }
		}),
		relay: env.relay ?? { on: true }
	};

	const answer = async (
		body: Body,
		account: string,
		operation: string,
		device: string
	): Promise<Response> => {
		if (account === 'new') {
			const connect = isConnecting(operation) ? CONNECTING[operation] : undefined;
			if (connect) return json({ output: await connect(rooms, body.input, device) });
		}
		const ref = readAccountId(account);
		if (!ref) throw new TransferError('bad-request', { detail: 'no such account id' });
		if (!isOperation(operation)) {
			throw new TransferError('bad-request', { detail: 'no such operation' });
		}
		const backend = backendOf(ref.drive, ref.flavour);
		if (!backend) throw new TransferError('bad-request', { detail: 'no such drive' });
		const binding = { purpose: 'credential', ...ref, device } as const;
		const secret = body.credential && (await rooms.vault.open(binding, body.credential));
		if (!secret) throw new TransferError('signed-out', { detail: 'the credential does not open' });
		const doors = { ...rooms.doors(ref.realm), agent: body.agent };
		const connection = backend.connect(secret, doors);
		if (operation === 'renew') {
			const output = await renewals.once(
				[account, device, connection.renewsWith?.() ?? secret],
				async () => sealEntry(rooms, ref, await connection.renew(), device)
			);
			return json({ output });
		}
		const output = isFileOperation(operation)
			? await operateFiles(connection, operation, body.input)
			: await operate(rooms, { ...ref, device }, connection, operation, body.input);
		const changed = connection.changed();
		if (changed === undefined) return json({ output });
		return json({ output, credential: await rooms.vault.seal(binding, changed) });
	};

	return {
		relay: (request, device) => relay(rooms, request, device),
		async handle(request, account, operation, device) {
			let secrets: readonly string[] = [];
			try {
				if (request.headers.get(API_VERSION_HEADER) !== API_VERSION) {
					throw new TransferError('version-mismatch', { detail: `this proxy is ${API_VERSION}` });
				}
				if (secretKey.length < SECRET_KEY_LENGTH) {
					throw new TransferError('unexpected', {
						detail: `this server has no SECRET_KEY: set it to ${SECRET_KEY_LENGTH} or more characters`
					});
				}
				const body = await readBody(request);
				secrets = body.secrets;
				if (!isDevice(device)) {
					throw new TransferError('signed-out', { detail: 'the device cookie is missing' });
				}
				return await answer(body, account, operation, device);
			} catch (error) {
				return refusal(error, secrets);
			}
		}
	};
}

const CONNECTING: Readonly<
	Record<
		(typeof CONNECT_OPERATIONS)[number],
		(rooms: Rooms, input: unknown, device: string) => Promise<unknown>
	>
> = {
	'sign-in': connectAccount,
	'qr-start': startQr,
	'qr-poll': pollQr,
	sandbox: (rooms, _, device) => connectSandbox(rooms, device)
};

function isConnecting(text: string): text is keyof typeof CONNECTING {
	return Object.hasOwn(CONNECTING, text);
}

function isOperation(text: string): text is Operation {
	return (OPERATIONS as readonly string[]).includes(text) || isFileOperation(text);
}

async function readBody(request: Request): Promise<Body> {
	let value: unknown;
	try {
		value = await request.json();
	} catch {
		throw new TransferError('bad-request', { detail: 'the body is not JSON' });
	}
	const { credential, input } = check(bodySchema, value);
	const fields = Object(input) as Record<string, unknown>;
	const secrets = SECRET_FIELDS.map((name) => fields[name]).filter(
		(text) => typeof text === 'string'
	);
	const agent = request.headers.get('user-agent')?.slice(0, LONGEST_AGENT);
	return { credential, input, secrets, agent };
}
