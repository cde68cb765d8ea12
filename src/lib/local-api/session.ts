/** Session: a session as the local API shows it. */
import { ROOT_DIR, type SessionFacts, type UploadSession } from './local-api';
import { percent } from './progress';

/** A session id: 16 hex digits. */
export const SESSION_ID = /^[0-9a-f]{16}$/;

/** targetDirOf: drives call their root 0, where Panlift calls it nothing. */
export function targetDirOf(folderId: string): string {
	return folderId || ROOT_DIR;
}

/** sessionIdOf is the same whenever the same path goes to the same folder, so that scripts can tell. */
export async function sessionIdOf(filePath: string, folderId: string): Promise<string> {
	const text = new TextEncoder().encode(filePath + targetDirOf(folderId));
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
	return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** uploadSession draws one session. */
export async function uploadSession(facts: SessionFacts): Promise<UploadSession> {
	return {
		session_id: await sessionIdOf(facts.filePath, facts.folderId),
		file_path: facts.filePath,
		file_size: facts.size,
		file_sha1: facts.digests.sha1 ?? null,
		file_md5: facts.digests.md5 ?? null,
		target_dir_id: targetDirOf(facts.folderId),
		total_parts: facts.partsTotal,
		uploaded_parts: facts.numbers,
		upload_id: facts.sessionId,
		progress: percent(facts.numbers.length, facts.partsTotal),
		created_at: isoTime(facts.createdAt),
		updated_at: isoTime(facts.updatedAt)
	};
}

/** isoTime: Python before 3.11 reads no `Z`. */
function isoTime(ms: number): string {
	return new Date(ms).toISOString().replace('Z', '+00:00');
}
