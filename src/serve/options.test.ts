import { describe, expect, test } from 'vitest';
import { originOf, readOptions } from './options';

describe('readOptions', () => {
	test('serves this machine alone, with the sandbox, unless told otherwise', () => {
		expect(readOptions({})).toEqual({
			host: '127.0.0.1',
			port: 4173,
			sandbox: true,
			sandboxPort: 4174,
			storagePort: 4175
		});
	});

	test('leaves the sandbox out when other machines can reach the server', () => {
		expect(readOptions({ HOST: '0.0.0.0' }).sandbox).toBe(false);
		expect(readOptions({ HOST: '0.0.0.0', SANDBOX: '1' }).sandbox).toBe(true);
		expect(readOptions({ HOST: 'localhost' }).sandbox).toBe(true);
		expect(readOptions({ SANDBOX: '0' }).sandbox).toBe(false);
	});

	test('takes 0 for any free port, also for the storage', () => {
		expect(readOptions({ PORT: '0', SANDBOX_PORT: '0' })).toMatchObject({
			port: 0,
			sandboxPort: 0,
			storagePort: 0
		});
	});

	test('names the variable that makes no sense', () => {
		expect(() => readOptions({ PORT: 'http' })).toThrow('PORT must be a port number');
		expect(() => readOptions({ SANDBOX_PORT: '70000' })).toThrow('SANDBOX_PORT must be');
	});
});

test('originOf is a URL that opens here', () => {
	expect(originOf('127.0.0.1', 4173)).toBe('http://127.0.0.1:4173');
	expect(originOf('0.0.0.0', 80)).toBe('http://127.0.0.1:80');
	expect(originOf('::1', 81)).toBe('http://[::1]:81');
});
