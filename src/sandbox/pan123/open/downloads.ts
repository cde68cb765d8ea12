import type { Reply } from '../../http/exchange';
import { stepUrl } from '../download/url';
import { Refusal } from '../envelope';
import { done, gone, itemFrom, type BearerCall, type OpenEndpoints } from './call';

/** downloadEndpoints hand out URLs of files (123pan.md §15.4). */
export const downloadEndpoints: OpenEndpoints = {
	'GET /api/v1/file/download_info': { answer: downloadInfo }
};

/** Unlike the web page's, the URL is the last one at once. */
function downloadInfo(call: BearerCall): Reply {
	const { world, account, tree } = call;
	const item = itemFrom(call, 'fileId');
	if (item.folder || !tree.isLive(item)) throw gone();
	if (world.config.current.trafficSpent) throw new Refusal(5113, '您今日自用下载流量已超出上限');
	return done({ downloadUrl: stepUrl(world, 'final', account, item) });
}
