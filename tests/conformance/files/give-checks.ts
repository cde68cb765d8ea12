import { expect } from 'vitest';
import type { Share, ShareTraits, ShareWish } from '../../../src/lib/drives/files';
import { expectCode, fresh, rejection } from '../rig';
import { expectNow, newFolder, put, token, type FileCheck, type FileRig } from './file-rig';

const PASSWORD = 'a1B2';
const DAY_MS = 86_400_000;
/** A share may end at the end of its last day. */
const SPARE_MS = 1.1 * DAY_MS;

const shares = ({ shares }: { readonly shares?: ShareTraits | undefined }): boolean =>
	shares !== undefined;

/** plainWish is a share with no more to it than the drive wants. */
function plainWish(rig: FileRig, name: string): ShareWish {
	const { days, password, public: open } = rig.drive.traits.files.shares!;
	return { name, days: days[0]!, password: password && !open ? PASSWORD : undefined };
}

/** sharesOf reads the list of shares to its end. */
async function sharesOf(rig: FileRig): Promise<Share[]> {
	const all: Share[] = [];
	let cursor: string | undefined;
	do {
		const page = await rig.files.shares({ cursor });
		all.push(...page.shares);
		cursor = page.next;
	} while (cursor !== undefined);
	return all;
}

/** Checks of download links and shares. */
export const GIVE_CHECKS: readonly FileCheck[] = [
	{
		name: 'a link downloads exactly the bytes, whole or a part',
		needs: ({ links }) => links,
		async run(rig) {
			const folder = await newFolder(rig);
			for (const [name, size] of [
				['影片 (第一集) 100%.mkv', 70_000],
				['small', 1],
				['empty.txt', 0]
			] as const) {
				const bytes = fresh(size);
				const file = await put(rig, folder, name, bytes);
				const { url, expiresAt } = await rig.files.link(file);
				if (expiresAt !== undefined) expect(expiresAt).toBeGreaterThan(rig.now());
				const whole = await rig.download(url);
				expect(Buffer.compare(whole, bytes)).toBe(0);
				if (size < 1000) continue;
				const part = await rig.download(url, { start: 1000, end: 3000 });
				expect(Buffer.compare(part, bytes.slice(1000, 3000))).toBe(0);
			}
		}
	},
	{
		name: 'a folder has no link',
		needs: ({ links }) => links,
		async run(rig) {
			const { recovery } = await rejection(rig.files.link(await newFolder(rig)));
			expect(recovery).toBe('give-up');
		}
	},
	{
		name: 'a share has an address, a password where one was wanted, and an end',
		needs: shares,
		async run(rig) {
			const traits = rig.drive.traits.files.shares!;
			const folder = await newFolder(rig);
			const file = await put(rig, folder, 'a.bin', fresh(5));
			for (const days of traits.days) {
				const password = traits.password ? PASSWORD : undefined;
				const name = `share-${token()}`;
				const share = await rig.files.share([file, folder], { name, days, password });
				expect(URL.canParse(share.url)).toBe(true);
				expect(share.id).not.toBe('');
				if (password !== undefined) expect(share.password).toBe(password);
				if (!traits.public) expect(share.password).toMatch(/^\w+$/);
				if (days === 0) expect(share.expiresAt).toBeUndefined();
				else if (share.expiresAt !== undefined)
					expect(Math.abs(share.expiresAt - rig.now() - days * DAY_MS)).toBeLessThan(SPARE_MS);
			}
		}
	},
	{
		name: 'a share that needs no password has none',
		needs: ({ shares }) => shares?.public === true,
		async run(rig) {
			const folder = await newFolder(rig);
			const days = rig.drive.traits.files.shares!.days[0]!;
			const share = await rig.files.share([folder], { name: folder.name, days });
			expect(share.password ?? '').toBe('');
		}
	},
	{
		name: 'a share of a life or password that is not offered is bad-request',
		needs: shares,
		async run(rig) {
			const traits = rig.drive.traits.files.shares!;
			const folder = await newFolder(rig);
			const before = (await sharesOf(rig)).length;
			const share = (days: number, password?: string) =>
				rig.files.share([folder], { name: folder.name, days, password });
			await expectCode(share(13), 'bad-request');
			await expectCode(share(traits.days[0]!, 'not a p/w'), 'bad-request');
			expect(await sharesOf(rig)).toHaveLength(before);
		}
	},
	{
		name: 'shares are listed newest first, with what it takes to pass them on',
		needs: shares,
		async run(rig) {
			const traits = rig.drive.traits.files.shares!;
			const folder = await newFolder(rig);
			const made: Share[] = [];
			for (let n = 0; n < 3; n++) {
				if (n > 0) await rig.expireUrls();
				const wish = { name: `share-${token()}`, days: traits.days[0]! };
				const password = traits.password ? PASSWORD : undefined;
				made.unshift(await rig.files.share([folder], { ...wish, password }));
			}
			const listed = (await sharesOf(rig)).slice(0, made.length);
			expect(listed.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
			for (const [at, share] of listed.entries()) {
				expect(share).toMatchObject({ url: made[at]!.url, name: made[at]!.name });
				if (made[at]!.password) expect(share.password).toBe(made[at]!.password);
				expect(share.over ?? false).toBe(false);
			}
			expect(listed[0]!.createdAt ?? Infinity).toBeGreaterThan(listed[2]!.createdAt ?? 0);
			if (listed[0]!.createdAt !== undefined) expectNow(rig, listed[0]!.createdAt);
		}
	},
	{
		name: 'hundreds of shares are listed once each',
		needs: shares,
		async run(rig) {
			const folder = await newFolder(rig);
			const before = (await sharesOf(rig)).length;
			const wish = plainWish(rig, folder.name);
			for (let n = 0; n < 120; n++) await rig.files.share([folder], wish);
			const all = await sharesOf(rig);
			expect(new Set(all.map(({ id }) => id)).size).toBe(before + 120);
			expect(all).toHaveLength(before + 120);
		}
	},
	{
		name: 'unshare ends the shares that are meant and no other',
		needs: ({ shares }) => shares?.cancels === true,
		async run(rig) {
			const folder = await newFolder(rig);
			const share = () => rig.files.share([folder], plainWish(rig, folder.name));
			const [one, two, kept] = [await share(), await share(), await share()];
			await rig.files.unshare([one, two]);
			const open = (await sharesOf(rig)).filter(({ over }) => !over).map(({ id }) => id);
			expect(open).toContain(kept.id);
			expect(open).not.toContain(one.id);
			expect(open).not.toContain(two.id);
		}
	}
];
