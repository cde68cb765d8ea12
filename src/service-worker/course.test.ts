import { expect, test } from 'vitest';
import { courseOf } from './course';

const HOME = 'https://panlift.example';
const WORKER = '/_app/immutable/workers/hash.worker-x.js';
const IMPORTED = '/_app/immutable/workers/chunks/x.js';
const KEPT = new Set(['/', '/favicon.svg', WORKER, IMPORTED]);

const course = (url: string, change: { method?: string; mode?: RequestMode } = {}) =>
	courseOf({ method: 'GET', mode: 'cors', url: new URL(url, HOME).href, ...change }, HOME, KEPT);

test.each([
	['https://storage.example/part?sig=1', { method: 'PUT' }],
	['https://storage.example/favicon.svg', {}],
	['/api/health', {}],
	['/api/drives/a/open', { method: 'POST' }],
	['/api/health', { mode: 'navigate' as const }],
	['/settings', { method: 'POST', mode: 'navigate' as const }],
	['/screenshots/uploads.png', {}],
	['https://storage.example/api/upload/progress', {}],
	['/api/uploads', {}]
])('%s %o is left to the browser', (url, change) => {
	expect(course(url, change)).toBe('pass');
});

test('pages and workers ask the server, what never changes comes from the cache', () => {
	expect(course('/settings', { mode: 'navigate' })).toBe('page');
	expect(course('/?from=launcher', { mode: 'navigate' })).toBe('page');
	expect(course(WORKER)).toBe('worker');
	expect(course('/favicon.svg')).toBe('kept');
	expect(course(IMPORTED)).toBe('kept');
});

test.each([
	['/api/upload/progress', {}],
	['/api/upload/progress/holiday/a.jpg', { mode: 'navigate' as const }],
	['/api/upload/sessions/0011223344556677', { method: 'DELETE' }],
	['/api/upload/sessions/cleanup?days=7', { method: 'POST' }],
	['/api/upload', { method: 'PUT' }]
])('the local API answers %s %o itself', (url, change) => {
	expect(course(url, change)).toBe('local-api');
});
