import { expect, test } from 'vitest';
import { isApiPath } from './local-api';
import { changesSomething, routeOf, type Route } from './route';

const at = (method: string, path: string) => routeOf(method, new URL(path, 'https://x.example'));
const ID = '0123456789abcdef';

test.each([
	['GET', '/api/upload/progress', { kind: 'uploads' }],
	['GET', '/api/upload/progress/film.mkv', { kind: 'upload', filePath: 'film.mkv' }],
	['GET', '/api/upload/progress/a/b%20c.jpg', { kind: 'upload', filePath: 'a/b c.jpg' }],
	['GET', '/api/upload/progress/a%2Fb', { kind: 'upload', filePath: 'a/b' }],
	['GET', '/api/upload/progress/%E7%94%B5%E5%BD%B1', { kind: 'upload', filePath: '电影' }],
	['GET', '/api/upload/progress/100%25', { kind: 'upload', filePath: '100%' }],
	['GET', '/api/upload/sessions', { kind: 'sessions' }],
	['DELETE', `/api/upload/sessions/${ID}`, { kind: 'end', sessionId: ID }],
	['POST', '/api/upload/sessions/cleanup', { kind: 'clean-up', days: 7 }],
	['POST', '/api/upload/sessions/cleanup?days=30', { kind: 'clean-up', days: 30 }],
	['POST', '/api/upload/sessions/cleanup?days=0', { kind: 'clean-up', days: 0 }]
])('%s %s is understood', (method, path, route) => {
	expect(at(method, path)).toEqual(route);
});

test.each([
	['GET', '/api/upload'],
	['GET', '/api/upload/'],
	['GET', '/api/upload/progress/'],
	['GET', '/api/upload/progresses'],
	['DELETE', '/api/upload/sessions/film'],
	['DELETE', `/api/upload/sessions/${ID}/x`],
	['PATCH', '/api/upload/elsewhere']
])('%s %s is nowhere', (method, path) => {
	expect(at(method, path)).toMatchObject({ kind: 'refused', status: 404 });
});

test.each([
	['POST', '/api/upload/progress', 'GET'],
	['DELETE', '/api/upload/progress/film.mkv', 'GET'],
	['DELETE', '/api/upload/sessions', 'GET'],
	['GET', `/api/upload/sessions/${ID}`, 'DELETE'],
	['GET', '/api/upload/sessions/cleanup', 'POST'],
	['DELETE', '/api/upload/sessions/cleanup', 'POST']
])('%s %s names the method that works', (method, path, allow) => {
	expect(at(method, path)).toMatchObject({ kind: 'refused', status: 405, allow });
});

test.each(['-1', '1.5', 'x', '', '3651', '1e3'])('days=%s is refused', (days) => {
	const path = `/api/upload/sessions/cleanup?days=${days}`;
	expect(at('POST', path)).toMatchObject({ kind: 'refused', status: 400 });
});

test('a path that is not encoded is refused', () => {
	expect(at('GET', '/api/upload/progress/100%')).toMatchObject({ status: 400 });
});

test('looking changes nothing, ending and cleaning up do', () => {
	const changing = (method: string, path: string) => changesSomething(at(method, path) as Route);
	expect(changing('GET', '/api/upload/sessions')).toBe(false);
	expect(changing('GET', '/api/upload/progress/a')).toBe(false);
	expect(changing('DELETE', `/api/upload/sessions/${ID}`)).toBe(true);
	expect(changing('POST', '/api/upload/sessions/cleanup')).toBe(true);
});

test('only what is below its address is the local API', () => {
	expect(['/api/upload', '/api/upload/x', '/api/uploads', '/api/config'].map(isApiPath)).toEqual([
		true,
		true,
		false,
		false
	]);
});
