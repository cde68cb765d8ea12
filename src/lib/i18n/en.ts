/**
 * English, the source of truth: every other catalogue has to have the shape of this one. What only a
 * page or dialog says that is loaded on its own is not here: en-help, en-settings, en-sign-in.
 */
import { enPwa } from './en-pwa';
import type { Locale } from './locale';

const files = (count: string) => (count === '1' ? '1 file' : `${count} files`);

export const en = {
	/** Which one this is, for what is loaded beside it. */
	locale: 'en' as Locale,
	app: 'Panlift',
	nav: { label: 'Pages', uploads: 'Uploads', files: 'Files', settings: 'Settings', help: 'Help' },
	close: 'Close',
	cancel: 'Cancel',
	undo: 'Undo',
	uploads: {
		title: 'Uploads',
		progressTitle: (percent: string, done: string, total: string) =>
			`${percent} · ${done} of ${total}`,
		uploadTo: 'Upload to',
		noAccount: 'No account yet',
		chooseFolder: 'Choose folder…',
		alsoTo: 'Add another target…',
		notTo: (name: string) => `No longer to ${name}`,
		addFiles: 'Add files',
		addFolder: 'Add folder',
		folderOptions: 'Folder options',
		pauseAll: 'Pause all',
		resumeAll: 'Resume all',
		clearFinished: 'Clear finished',
		list: 'Uploads',
		starting: 'Starting…',
		doneCount: (count: string) => `${count} done`,
		show: 'Show',
		hide: 'Hide',
		summary: (done: string, total: string) => `${done} of ${total}`,
		allDone: (count: string) => `${files(count)} uploaded`,
		dropTo: (target: string) => `Drop to upload to ${target}`,
		dropAnywhere: 'Drop to upload'
	},
	empty: {
		heading: 'Drop files or folders anywhere',
		add: 'Or paste them, or press',
		addFolders: 'for files,',
		folders: 'for a folder',
		instant: 'What the cloud already has is there in a second, without sending it.',
		privacy:
			'Bytes go straight to your drive. Where it refuses web pages, they pass through Panlift’s server, which keeps nothing.'
	},
	welcome: {
		heading: 'Where should your files go?',
		text: 'Add your cloud drive once. Then drop files anywhere in this window.',
		waiting: (count: string) => `${files(count)} will start as soon as you are signed in.`,
		add: 'Add account'
	},
	row: {
		details: 'Details',
		pause: 'Pause',
		resume: 'Resume',
		cancel: 'Cancel',
		retry: 'Retry',
		remove: 'Remove',
		progress: 'Progress',
		queued: 'Queued',
		hashing: (percent: string) => `Checking… ${percent}`,
		checking: (drive: string) => `Asking ${drive}…`,
		finishing: 'Finishing…',
		/** Its bytes pass through our own server on their way. */
		viaProxy: 'through the proxy',
		/** Its file changed before anything was sent. */
		restarted: 'the file changed, so it began again',
		paused: 'Paused',
		pausedAt: (percent: string) => `Paused at ${percent}`,
		done: (size: string) => `Uploaded · ${size}`,
		doneAs: (name: string, size: string) => `Uploaded as “${name}” · ${size}`,
		folderDone: 'Folder made',
		instant: (saved: string) => `Already in the cloud · saved ${saved}`,
		skipped: 'Skipped: the folder already has it',
		cancelled: 'Cancelled',
		/** The row in one sentence, for screen readers. */
		sentence: (name: string, status: string) => `${name}: ${status}`
	},
	folder: {
		/** Label of the button that shows or hides what is in it. */
		content: (name: string) => `Files in ${name}`,
		files: (done: string, total: string) =>
			done === total ? files(total) : `${done} of ${files(total)}`,
		folders: (count: string) => (count === '1' ? '1 empty folder' : `${count} empty folders`),
		done: (content: string) => `Uploaded ${content}`,
		queued: 'Queued',
		paused: 'Paused',
		cancelled: 'Cancelled',
		needYou: (count: string) => (count === '1' ? '1 needs you' : `${count} need you`),
		failed: (count: string) => `${count} failed`,
		waiting: (count: string) => (count === '1' ? '1 waits' : `${count} wait`),
		retryFailed: 'Retry failed'
	},
	filter: {
		label: 'Filter by name',
		found: (count: string) => `${count} found`,
		nothing: (text: string) => `No upload has “${text}” in its name`
	},
	conflict: {
		keepBoth: 'Keep both',
		overwrite: 'Overwrite',
		skip: 'Skip',
		skipIdentical: 'Skip if identical',
		applyToAll: 'Apply to all',
		identical: 'same content',
		different: 'other content'
	},
	details: {
		size: 'Size',
		remotePath: 'In the cloud',
		remoteId: 'File id',
		parts: 'Parts',
		partsOf: (done: string, total: string) => `${done} of ${total}`,
		way: 'Goes',
		elapsed: 'Time',
		speed: 'Speed',
		eta: 'Left',
		error: 'Error',
		copy: 'Copy details',
		copied: 'Copied',
		notCopied: 'The browser did not allow it: select and copy it yourself'
	},
	notices: {
		removed: (name: string) => `Removed “${name}”`,
		cleared: (count: string) => `Cleared ${files(count)}`,
		continued: (count: string) =>
			`${files(count)} continue${count === '1' ? 's' : ''} where it stopped`,
		restarted: (count: string) =>
			`${files(count)} changed since ${count === '1' ? 'it was' : 'they were'} added: starting from the beginning`,
		signedOut: (name: string) => `Signed out of ${name}`
	},
	announce: {
		started: (count: string) => `Uploading ${files(count)}`,
		progress: (percent: string) => `${percent} uploaded`,
		finished: (count: string) => `Finished: ${files(count)} uploaded`
	},
	status: {
		following:
			'Another tab does the uploading. You can watch and command it here; this tab takes over when that one closes.',
		failed: 'Panlift can’t start here',
		offline: 'You are offline. Files that you add now go up when you are back.'
	},
	errorPage: {
		missing: 'There is nothing here',
		missingText: 'The address may be mistyped, or from another version.',
		broken: 'This page broke',
		brokenText: 'Your uploads are safe. Reload to go on.',
		back: 'To your uploads',
		reload: 'Reload'
	},
	pwa: enPwa
};

/** Messages is the shape of a catalogue; the compiler checks the others against it. */
export type Messages = typeof en;
