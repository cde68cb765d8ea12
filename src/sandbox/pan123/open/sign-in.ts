import { json, type Reply } from '../../http/exchange';
import { chinaTime } from '../../time';
import { Refusal } from '../envelope';
import { done, lacking, type OpenCall, type OpenEndpoints } from './call';
import { accountOf, CLIENTS, clientWith } from './clients';
import type { Pair } from './tokens';

const OAUTH_LIFE_S = 7200;
const SCOPE = 'user:base,file:all:read,file:all:write';

/** signInEndpoints give tokens: to a developer, and to an OAuth app (123pan.md §15.2). */
export const signInEndpoints: OpenEndpoints = {
	'POST /api/v1/access_token': { guest: true, answer: accessToken },
	'POST /api/v1/oauth2/access_token': { guest: true, answer: oauthToken },
	'GET /auth': { guest: true, answer: authorise }
};

function accessToken({ world, fields }: OpenCall): Reply {
	const client = clientWith(fields.text('clientID'), fields.text('clientSecret'));
	const account = client && accountOf(client);
	if (!account) throw new Refusal(1, 'clientId或clientSecret错误');
	const lifetime = world.config.current.open123TokenLifetime;
	const now = world.time.seconds();
	const accessToken = world.open.tokens.issue({ account, now, lifetime });
	return done({ accessToken, expiredAt: chinaTime((now + lifetime) * 1000) });
}

/** The page where a person lets an app in; here everybody does, at once, as the app's own developer. */
function authorise({ world, fields }: OpenCall): Reply {
	const client = CLIENTS.find(({ id }) => id === fields.text('client_id'));
	const account = client && accountOf(client);
	const target = fields.text('redirect_uri') ?? '';
	if (!account || !URL.canParse(target)) throw lacking('client_id');
	const url = new URL(target);
	const now = world.time.seconds();
	url.searchParams.set('code', world.open.tokens.authorise(account, client.id, now));
	const state = fields.text('state');
	if (state) url.searchParams.set('state', state);
	return { status: 302, headers: { location: url.href } };
}

/** The answer is flat; what is wrong is told in the usual envelope. */
function oauthToken({ world, fields }: OpenCall): Reply {
	const client = clientWith(fields.text('client_id'), fields.text('client_secret'));
	if (!client) throw new Refusal(1, 'client_id或client_secret错误');
	const issue = { now: world.time.seconds(), lifetime: OAUTH_LIFE_S };
	const { tokens } = world.open;
	const grant = fields.text('grant_type');
	let pair: Pair | undefined;
	if (grant === 'authorization_code')
		pair = tokens.redeem(fields.text('code') ?? '', client.id, issue);
	else if (grant === 'refresh_token')
		pair = tokens.refresh(fields.text('refresh_token') ?? '', client.id, issue);
	else throw lacking('grant_type');
	if (!pair) throw new Refusal(1, `${grant} is invalid`);
	return json({
		token_type: 'Bearer',
		access_token: pair.access,
		refresh_token: pair.refresh,
		expires_in: OAUTH_LIFE_S,
		scope: SCOPE
	});
}
