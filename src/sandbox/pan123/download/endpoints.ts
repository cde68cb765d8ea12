import type { Reply } from '../../http/exchange';
import type { Account } from '../accounts';
import { post, type Endpoint, type SignedInCall } from '../call';
import { missing, ok, Refusal } from '../envelope';
import type { Fields } from '../fields';
import { liveItem, noFile } from '../files/operations';
import { s3KeyFlag } from '../item-view';
import type { Item } from '../tree';
import type { World } from '../world';
import { relayUrl, stepUrl } from './url';

/** downloadEndpoints give download URLs (123pan.md §10.1). */
export const downloadEndpoints: Readonly<Record<string, Endpoint>> = {
	'/file/download_info': post(downloadInfo),
	'/file/download/traffic/check': post(trafficCheck)
};

function downloadInfo(call: SignedInCall): Reply {
	const { world, account, fields } = call;
	const item = liveItem(call, fields.whole('fileId'));
	refuseOther(fields, account, item);
	return ok({ DownloadUrl: downloadUrl(world, account, item) });
}

function trafficCheck({ world, fields }: SignedInCall): Reply {
	if (!Array.isArray(fields.raw('fids'))) throw missing('fids');
	return ok({ isTrafficExceeded: world.config.current.trafficSpent });
}

/** refuseOther refuses what a listing does not say of the file: its content goes by these. */
export function refuseOther(fields: Fields, account: Account, item: Item): void {
	for (const name of ['etag', 's3keyFlag', 'size'])
		if (fields.text(name) === undefined) throw missing(name);
	const same =
		fields.text('etag')?.toLowerCase() === item.etag &&
		fields.whole('size') === item.size &&
		fields.text('s3keyFlag') === s3KeyFlag(account);
	if (!same || item.folder) throw noFile();
}

/** downloadUrl is a file's URL in the form that the switch says; 5113 when the traffic is spent. */
export function downloadUrl(world: World, account: Account, item: Item): string {
	const { trafficSpent, downloadUrl: form } = world.config.current;
	if (trafficSpent) throw new Refusal(5113, '下载流量已超出限制');
	const inner = stepUrl(world, 'inner', account, item);
	return form === 'relay' ? relayUrl(world, inner) : inner;
}
