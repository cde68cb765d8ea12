import type { Reply } from '../http/exchange';

/** wafPage is what Aliyun's firewall answers: HTML under HTTP 405 (115.md §11.2). */
export function wafPage(): Reply {
	return {
		status: 405,
		headers: { 'content-type': 'text/html; charset=utf-8' },
		body:
			'<!doctypehtml><html lang="zh-cn"><title>405</title><body><div id="block_message">' +
			'Sorry, your request has been blocked as it may cause potential threats to the server.' +
			'</div></body></html>'
	};
}
