import type { Reply } from '../http/exchange';

/** AccountRow is an account as a person would type it in (contract.md, `/_sandbox/accounts`). */
export interface AccountRow {
	readonly drive: string;
	readonly flavour: string;
	readonly name: string;
	readonly credentials: Readonly<Record<string, string>>;
}

/** FileRow is one stored file; digests are of the bytes at rest, lower-case hex. */
export interface FileRow {
	readonly drive: string;
	readonly account: string;
	readonly path: string;
	readonly id: string;
	readonly size: number;
	readonly md5: string;
	readonly sha1: string;
	readonly trashed: boolean;
}

/** DriveAdmin is what each emulated drive offers to the admin calls. */
export interface DriveAdmin {
	readonly name: string;
	accounts(): readonly AccountRow[];
	files(): Promise<readonly FileRow[]>;
	/** The bytes of one file; throws AdminError 404 if there is none. */
	content(account: string | null, path: string): Reply;
	/** Puts a generated file into the drive: `{account?, path, size, seed}`. */
	seed(asked: Readonly<Record<string, unknown>>): Promise<FileRow>;
	/** Plays the phone of a QR sign-in; false if this drive has none of that id. */
	phone(uid: string, action: 'scan' | 'confirm' | 'cancel'): boolean;
}
