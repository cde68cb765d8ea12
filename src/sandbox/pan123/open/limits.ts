/** Limit is how many calls of a path one person may make a second. */
interface Limit {
	readonly free: number;
	readonly member: number;
}

const same = (calls: number): Limit => ({ free: calls, member: calls });

/** LIMITS by path: those of developers, and of OAuth apps where developers' are not told (§15.3). */
const LIMITS: Readonly<Record<string, Limit>> = {
	'/api/v1/user/info': same(10),
	'/api/v1/file/move': { free: 3, member: 10 },
	'/api/v1/file/delete': { free: 1, member: 10 },
	'/api/v1/file/list': { free: 0.2, member: 10 },
	'/api/v2/file/list': { free: 5, member: 10 },
	'/upload/v1/file/mkdir': { free: 5, member: 20 },
	'/api/v1/access_token': { free: 8, member: 10 },
	'/upload/v1/file/create': same(5),
	'/upload/v1/file/get_upload_url': same(20),
	'/upload/v1/file/list_upload_parts': same(20),
	'/upload/v1/file/upload_async_result': same(5),
	'/upload/v1/file/upload_complete': same(20),
	'/api/v1/file/trash': same(5),
	'/api/v1/file/infos': same(10),
	'/api/v1/file/download_info': same(5)
};

/** limitOf is the limit of a path in calls per second; 0 is none. */
export function limitOf(path: string, whose: 'off' | 'free' | 'member'): number {
	return whose === 'off' ? 0 : (LIMITS[path]?.[whose] ?? 0);
}
