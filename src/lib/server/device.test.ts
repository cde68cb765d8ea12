import { expect, test } from 'vitest';
import { deviceCookie, isDevice, newDevice } from './device';

test('a device is 32 random bytes', () => {
	expect(isDevice(newDevice())).toBe(true);
	expect(newDevice()).not.toBe(newDevice());
	expect(isDevice(undefined)).toBe(false);
	expect(isDevice('short')).toBe(false);
});

test('its cookie is out of reach of scripts and of other sites', () => {
	expect(deviceCookie(new URL('https://pan.example/api/config'))).toEqual({
		path: '/api',
		httpOnly: true,
		sameSite: 'strict',
		maxAge: 34_560_000,
		secure: true
	});
	expect(deviceCookie(new URL('https://localhost:4173/')).secure).toBe(false);
});
