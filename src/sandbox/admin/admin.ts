import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ConfigError, type ConfigStore } from '../config';
import { FaultError, type FaultList } from '../faults';
import { readBody, readText } from '../http/body';
import { json, type Reply } from '../http/exchange';
import { splitUrl } from '../http/hosts';
import type { Journal } from '../http/journal';
import { send } from '../http/send';
import type { Link } from '../link';
import type { SandboxTime } from '../time';
import { AdminError } from './admin-error';
import type { DriveAdmin } from './drive-admin';
import { linkFrom } from './link-setting';

/** PREFIX is where the admin calls are, on the API origin (contract.md, Sandbox). */
export const PREFIX = '/_sandbox/';

/** AdminParts are what the admin calls look at and turn. */
export interface AdminParts {
	readonly config: ConfigStore;
	readonly faults: FaultList;
	readonly link: Link;
	readonly journal: Journal;
	readonly time: SandboxTime;
	readonly drives: readonly DriveAdmin[];
	/** Origins of pages that may call; others could be any site that the person visits. */
	readonly appOrigins: readonly string[];
	/** Public keys that 115's clients must be given. */
	keys(): object;
	/** Forgets everything that a reset forgets. */
	reset(): Promise<void>;
}

type Query = URLSearchParams;
type AdminCall = (parts: AdminParts, body: unknown, query: Query) => Reply | Promise<Reply>;

const CALLS: Readonly<Record<string, AdminCall>> = {
	'GET accounts': ({ drives }) => json(drives.flatMap((drive) => drive.accounts())),
	'GET files': async ({ drives }, _, query) => {
		const asked = drives.filter(({ name }) => name === (query.get('drive') ?? name));
		return json((await Promise.all(asked.map((drive) => drive.files()))).flat());
	},
	'GET content': (parts, _, query) =>
		driveNamed(parts, query.get('drive')).content(query.get('account'), query.get('path') ?? ''),
	'POST seed': async (parts, body) => {
		const asked = objectFrom(body);
		return json(await driveNamed(parts, asked.drive).seed(asked));
	},
	'POST phone': async (parts, body) => {
		const { uid, action } = objectFrom(body);
		if (action !== 'scan' && action !== 'confirm' && action !== 'cancel')
			throw new AdminError(400, '"action" is "scan", "confirm" or "cancel"');
		const done = parts.drives.some((drive) => drive.phone(String(uid), action));
		if (!done) throw new AdminError(404, `no QR sign-in is under way for "${String(uid)}"`);
		return json({ ok: true });
	},
	'GET faults': ({ faults }) => json(faults.list()),
	'POST faults': ({ faults }, body) => {
		faults.replace(body);
		return json(faults.list());
	},
	'GET link': ({ link }) => json(link.setting()),
	'POST link': ({ link }, body) => {
		link.shape(linkFrom(objectFrom(body)));
		return json(link.setting());
	},
	'GET log': ({ journal }) => json(journal.list()),
	'GET keys': ({ keys }) => json(keys()),
	'GET config': ({ config }) => json(config.current),
	'POST config': ({ config }, body) => {
		config.apply(body);
		return json(config.current);
	},
	'POST reset': async (parts) => {
		await parts.reset();
		return json({ ok: true });
	}
};

/** adminListener answers the admin calls, in JSON, to this machine only and without CORS. */
export function adminListener(parts: AdminParts): RequestListener {
	return (request, response) => void answer(parts, request, response);
}

async function answer(parts: AdminParts, request: IncomingMessage, response: ServerResponse) {
	const { path, rawQuery } = splitUrl(request.url ?? '');
	const row = parts.journal.blank(parts.time.now());
	let reply: Reply;
	try {
		refuseStrangers(parts, request);
		const name = path.slice(PREFIX.length);
		const call = CALLS[`${request.method} ${name}`];
		if (!call) throw new AdminError(404, `no such call; known: ${Object.keys(CALLS).join(', ')}`);
		const text = await readText(readBody(request, () => {}));
		reply = await call(parts, parse(text), new URLSearchParams(rawQuery));
	} catch (error) {
		const status = error instanceof AdminError ? error.status : isBadInput(error) ? 400 : 500;
		reply = json({ error: error instanceof Error ? error.message : String(error) }, status);
	}
	await send(response, reply, row).catch(() => response.destroy());
}

/** A web page could call loopback addresses too: its Origin tells it from scripts and our app. */
function refuseStrangers(parts: AdminParts, request: IncomingMessage): void {
	const address = request.socket.remoteAddress ?? '';
	if (!/^(::1|(::ffff:)?127\.)/.test(address))
		throw new AdminError(403, 'the admin calls are for this machine only');
	const { origin } = request.headers;
	if (!origin || parts.appOrigins.includes(origin)) return;
	const name = URL.canParse(origin) ? new URL(origin).hostname : '';
	if (!['127.0.0.1', 'localhost', '[::1]'].includes(name))
		throw new AdminError(403, `pages of ${origin} may not call the sandbox`);
}

function driveNamed(parts: AdminParts, name: unknown): DriveAdmin {
	const drive = parts.drives.find((drive) => drive.name === name);
	const known = parts.drives.map((drive) => drive.name).join(', ');
	if (!drive) throw new AdminError(400, `"drive" is one of: ${known}`);
	return drive;
}

function parse(text: string): unknown {
	if (text.trim() === '') return {};
	try {
		return JSON.parse(text);
	} catch {
		throw new AdminError(400, 'the body is not JSON');
	}
}

function objectFrom(body: unknown): Readonly<Record<string, unknown>> {
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		throw new AdminError(400, 'the body is a JSON object');
	return body as Record<string, unknown>;
}

function isBadInput(error: unknown): boolean {
	return error instanceof ConfigError || error instanceof FaultError;
}
