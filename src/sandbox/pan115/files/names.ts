import { Refusal } from '../envelope';
import { extensionOf } from './order';

const LONGEST_BYTES = 255;

/** checkName refuses a name that no entry may have: 20001 empty, 20002 too long (115.md §11.1). */
export function checkName(name: string): void {
	if (name.trim() === '') throw new Refusal(20001, '名称不能为空');
	if (Buffer.byteLength(name) > LONGEST_BYTES) throw new Refusal(20002, '名称过长');
}

/** checkFolderName refuses what a folder may not be called (§8.2): 20003 as well. */
export function checkFolderName(name: string): void {
	checkName(name);
	if (/["<>/]/.test(name)) throw new Refusal(20003, '名称不能包含以下字符:"<>');
}

/** checkExtension refuses a new name without a file's extension, 20020, or with another, 20021. */
export function checkExtension(before: string, after: string): void {
	const kept = extensionOf(before);
	if (kept === extensionOf(after)) return;
	if (extensionOf(after) === '') throw new Refusal(20020, '缺少文件后缀');
	throw new Refusal(20021, '不能修改文件后缀');
}
