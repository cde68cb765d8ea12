/** Checks: what must hold after every run, whatever happened in it. Each violation has a name. */
import type { FileRow } from '../../src/sandbox/admin/drive-admin';
import type { Upload } from '../../src/lib/uploads/upload';
import type { Run } from './run';
import type { SimFile, Version } from './sim-disk';

export type ViolationName =
	| 'row-stuck'
	| 'row-untrue'
	| 'bytes-wrong'
	| 'part-sent-twice'
	| 'row-lost'
	| 'row-doubled'
	| 'file-lost'
	| 'file-doubled'
	| 'others-touched'
	| 'left-over'
	| 'engine-broken';

export interface Violation {
	readonly name: ViolationName;
	readonly what: string;
}

/** Row: an Upload with the file on disk behind it. */
interface Row {
	readonly upload: Upload;
	readonly file: SimFile;
}

/** checkEnd looks at everything when nothing happens any more. `before`: what the drive had. */
export async function checkEnd(run: Run, before: readonly FileRow[]): Promise<Violation[]> {
	const violations: Violation[] = [...run.untrue];
	const found = (name: ViolationName, what: string) => void violations.push({ name, what });
	const rows = await rowsOf(run, found);
	checkStates(rows, found);
	const after = await run.world.remoteFiles(run.scenario.flavour.split('-')[0]!);
	checkRemote(rows, before, after, found);
	checkRest(run, found);
	for (const { failed, name, superseded } of run.lives) {
		if (failed !== undefined && !superseded) found('engine-broken', `${name}: ${String(failed)}`);
	}
	return violations;
}

type Found = (name: ViolationName, what: string) => void;

async function rowsOf({ world, life }: Run, found: Found): Promise<readonly Row[]> {
	const { disk } = world.storage;
	const rows: Row[] = [];
	const stored = await disk.uploads();
	for (const upload of stored) {
		const handle = (await disk.root(upload.source.rootId))?.handle;
		const file = world.files.find((one) => one.handle === handle);
		if (!file) found('row-lost', `${upload.name} has no file behind it`);
		else rows.push({ upload, file });
	}
	for (const file of world.files) {
		const many = rows.filter((row) => row.file === file).length;
		if (many === 0) found('row-lost', file.name);
		if (many > 1) found('row-doubled', `${file.name} is there ${many} times`);
	}
	const shown = [...(life?.engine?.queue.entries() ?? [])].map(({ upload }) => upload);
	for (const upload of stored) {
		const one = shown.find(({ id }) => id === upload.id);
		if (!one) found('row-lost', `${upload.name} is stored but not shown`);
		else if (one.status.state !== upload.status.state) {
			found('row-untrue', `${one.status.state} is shown, ${upload.status.state} is stored`);
		}
	}
	if (shown.length > stored.length) found('row-lost', 'a row is shown but not stored');
	return rows;
}

function checkStates(rows: readonly Row[], found: Found): void {
	for (const { upload } of rows) {
		const { state } = upload.status;
		if (state === 'done' || state === 'cancelled') continue;
		found('row-stuck', `${upload.name}: ${JSON.stringify(upload.status)}`);
	}
}

function versionOf({ upload, file }: Row): Version | undefined {
	const { md5, sha1 } = upload.digests ?? {};
	return file.versions.find((one) => {
		return (md5 ?? one.md5) === one.md5 && (sha1 ?? one.sha1) === one.sha1;
	});
}

function checkRemote(
	rows: readonly Row[],
	before: readonly FileRow[],
	after: readonly FileRow[],
	found: Found
): void {
	const left = new Map(after.map((remote) => [remote.id, remote]));
	const overwrites = rows.some(({ upload }) => upload.conflict === 'overwrite');
	for (const old of before) {
		const now = left.get(old.id);
		left.delete(old.id);
		if (now?.md5 === old.md5 || overwrites) continue;
		found('others-touched', old.path);
	}
	const done = rows.filter(({ upload }) => upload.status.state === 'done');
	for (const row of done) {
		const { upload } = row;
		const version = versionOf(row);
		if (!upload.digests || !version) {
			found('bytes-wrong', `${upload.name}: its digests are of no version of its file`);
			continue;
		}
		const { status } = upload;
		const id = status.state === 'done' ? status.file.id : '';
		const remote = left.get(id) ?? findTwin(row, version, after);
		if (!remote) {
			if (!overwrites) found('file-lost', `${upload.name} (${id})`);
			continue;
		}
		left.delete(remote.id);
		if (remote.md5 !== version.md5 && !isReplaced(row, remote, rows)) {
			found('bytes-wrong', `${remote.path}: ${remote.size} bytes at rest are not those hashed`);
		}
		if (status.state === 'done' && !remote.path.endsWith(`/${status.file.name}`)) {
			found('row-untrue', `${status.file.name} is called ${remote.path} at the drive`);
		}
	}
	explain(rows, left, found);
}

/** 123Pan keeps the id of a file that another row has replaced. */
function isReplaced({ upload }: Row, { md5 }: FileRow, rows: readonly Row[]): boolean {
	const place = ({ name, folders }: Upload) => [...folders, name].join('/');
	return rows.some((other) => {
		const isThere = place(other.upload) === place(upload) && versionOf(other)?.md5 === md5;
		return isThere && other.upload !== upload && other.upload.conflict === 'overwrite';
	});
}

/** A file that 115 told no id of is found by its place and bytes; one that was there already too. */
function findTwin({ upload }: Row, version: Version, after: readonly FileRow[]) {
	const { status, folders } = upload;
	if (status.state !== 'done') return undefined;
	const wanted = ['', ...folders, status.file.name].join('/');
	return after.find(({ path, md5 }) => md5 === version.md5 && path === wanted);
}

/** Files that no finished row has made may be of a row that somebody stopped, or of an older version. */
function explain(rows: readonly Row[], left: Map<string, FileRow>, found: Found): void {
	for (const row of rows) {
		const current = row.upload.status.state === 'done' ? versionOf(row) : undefined;
		for (const version of row.file.versions) {
			if (version.md5 === current?.md5) continue;
			const made = [...left.values()].find(({ md5 }) => md5 === version.md5);
			if (made) left.delete(made.id);
		}
	}
	for (const { path, size } of left.values()) found('file-doubled', `${path}, ${size} bytes`);
}

/** Sleepers that an engine at rest may have: it tidies up once a day. */
const WATCHERS = 1;

function checkRest({ world, life, lives }: Run, found: Found): void {
	for (const owner of [...Object.values(world.owners), ...lives.filter(({ alive }) => alive)]) {
		const many = world.time.sleeping(owner);
		if (many > (owner === life ? WATCHERS : 0))
			found('left-over', `${many} sleepers of ${owner.name}`);
	}
	if (world.network.underWay > 0) found('left-over', `${world.network.underWay} requests`);
}
