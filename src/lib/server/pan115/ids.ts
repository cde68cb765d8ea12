import { ROOT } from '../../drives/drive';

/** toUpstreamId gives a folder's id as 115 counts: its root is 0. 115.md §3 */
export function toUpstreamId(folderId: string): string {
	return folderId === ROOT ? '0' : folderId;
}

/** fromUpstreamId is the way back. */
export function fromUpstreamId(upstream: string): string {
	return upstream === '0' ? ROOT : upstream;
}

/** targetOf names a folder of the own drive as uploads do. 115.md §3 */
export function targetOf(folderId: string): string {
	return `U_1_${toUpstreamId(folderId)}`;
}
