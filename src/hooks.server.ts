import type { Handle } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { refusal } from '$lib/server/answers';
import { mergePolicy, policyFor, policyText } from '$lib/server/csp';
import { environment } from '$lib/server/environment';
import { comesFromUs } from '$lib/server/origin';
import { TransferError } from '$lib/kernel/errors';

const HEADERS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
	'cross-origin-opener-policy': 'same-origin'
} as const;

/** handle refuses foreign requests and gives every answer its security headers. */
export const handle: Handle = async ({ event, resolve }) => {
	if (!comesFromUs(event.request, event.url)) {
		return refusal(new TransferError('bad-request', { detail: 'not from this site' }));
	}
	const response = await resolve(event);
	for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
	const page = response.headers.get('content-type')?.startsWith('text/html');
	// Vite's dev server needs its own inline styles and its socket.
	if (page && !dev) {
		const policy = mergePolicy(
			policyFor(environment()),
			response.headers.get('content-security-policy')
		);
		response.headers.set('content-security-policy', policyText(policy));
	}
	return response;
};
