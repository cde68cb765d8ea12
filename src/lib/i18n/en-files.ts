/** English of the Files page. `what` is one entry's name in quotes, or "3 items". */
import type { ErrorCode } from '../kernel/errors';
import type { ErrorCopy } from './copy';

const items = (count: string) => (count === '1' ? '1 item' : `${count} items`);
const was = (what: string) => (/\bitems$/.test(what) ? 'were' : 'was');

export const enFiles = {
	title: 'Files',
	list: 'Files',
	account: 'Account',
	path: 'Folder path',
	bin: 'Bin',
	sharedLinks: 'Shared links',
	searchIn: (text: string) => `Search for “${text}”`,
	quoted: (name: string) => `“${name}”`,
	items,
	columns: { name: 'Name', size: 'Size', modified: 'Modified', trashed: 'Deleted' },
	folder: 'Folder',
	refused: 'Blocked by the drive',
	selectAll: 'Select all',
	clearSelection: 'Clear selection',
	selected: (count: string) => `${count} selected`,
	actionsFor: (name: string) => `Actions for ${name}`,
	menu: 'Actions',
	actions: {
		open: 'Open',
		'show-folder': 'Show in its folder',
		'new-folder': 'New folder',
		upload: 'Upload files',
		rename: 'Rename',
		move: 'Move',
		copy: 'Copy',
		paste: 'Paste',
		download: 'Download',
		share: 'Share',
		details: 'Details',
		trash: 'Trash',
		restore: 'Restore',
		erase: 'Delete forever',
		'empty-bin': 'Empty bin',
		refresh: 'Refresh'
	},
	find: {
		label: 'Filter by name',
		hint: (brand: string) => `Enter searches all of ${brand}`,
		hintBelow: 'Enter searches below this folder',
		everywhere: (text: string, brand: string) => `Search all of ${brand} for “${text}”`,
		below: (text: string) => `Search for “${text}” in this folder and below`,
		found: (count: string) => `${count} found`
	},
	status: {
		count: items,
		counting: (count: string, total: string) => `Reading ${count} of ${total}…`,
		countingOn: (count: string) => `Reading, ${items(count)} so far…`,
		stop: 'Stop',
		stopped: (count: string) => `Stopped at ${items(count)}`,
		readOn: 'Read all',
		clipped: {
			copy: (what: string) => `${what} to copy`,
			move: (what: string) => `${what} to move`
		},
		pasteHere: 'Paste here',
		dropClip: 'Forget'
	},
	empty: {
		folder: 'This folder is empty',
		folderHint: 'Drop files here to upload them, or press U.',
		bin: 'The bin is empty',
		binHint: 'What you trash waits here until you delete it for ever.',
		search: (text: string) => `Nothing found for “${text}”`,
		searchHint: 'Try fewer or other words.',
		filter: (text: string) => `Nothing here has “${text}” in its name`,
		shares: 'You have shared nothing yet',
		sharesHint: 'Choose files or folders, then Share.'
	},
	trouble: {
		offline: 'You are offline',
		offlineHint: 'Your files show up by themselves when the connection is back.',
		cantRead: 'This folder can’t be shown',
		tryAgain: 'Try again',
		signIn: 'Sign in',
		toTop: 'To the top folder',
		noAccount: 'No account yet',
		noAccountHint: 'Add your cloud drive, and its files are here.',
		addAccount: 'Add account',
		goneAccount: 'This account is not connected here',
		goneAccountHint: 'Add it again, or choose another one.',
		partly: 'Not everything in here could be read',
		stale: 'This is what was here before; it could not be read again',
		dismiss: 'Dismiss'
	},
	did: {
		trash: (what: string) => `${what} moved to the bin`,
		move: (what: string) => `${what} moved`,
		copy: (what: string) => `${what} copied`,
		restore: (what: string) => `${what} restored`,
		erase: (what: string) => `${what} deleted for ever`,
		empty: 'Bin emptied',
		unshare: (name: string) => `“${name}” is no longer shared`
	},
	doing: {
		trash: (what: string) => `Moving ${what} to the bin…`,
		move: (what: string) => `Moving ${what}…`,
		copy: (what: string) => `Copying ${what}…`,
		restore: (what: string) => `Restoring ${what}…`,
		erase: (what: string) => `Deleting ${what}…`,
		undo: (what: string) => `Bringing ${what} back…`
	},
	undone: {
		trash: (what: string) => `${what} ${was(what)} not moved to the bin`,
		move: (what: string) => `${what} ${was(what)} not moved`,
		copy: (what: string) => `${what} ${was(what)} not copied`,
		restore: (what: string) => `${what} ${was(what)} not restored`,
		erase: (what: string) => `${what} ${was(what)} not deleted`,
		undo: (what: string) => `${what} did not come back`,
		unshare: (name: string) => `“${name}” is still shared`
	},
	dialogs: {
		name: 'Name',
		newFolderName: 'New folder',
		extensionStays: (brand: string) => `${brand} keeps the ending of a file as it is.`,
		renameTo: (what: string) => `Rename ${what}`,
		moveTo: (what: string) => `Move ${what} to`,
		copyTo: (what: string) => `Copy ${what} to`,
		sameFolder: 'It is in this folder already.',
		intoItself: 'A folder can’t go into itself.',
		download: (what: string) => `Download ${what}`,
		gettingLink: 'Getting the link…',
		linkUntil: (time: string) => `The link works until ${time}.`,
		linkOfBrowser: 'It may work in this browser only.',
		copyLink: 'Copy link',
		copyLinks: 'Copy links',
		noFolders: 'Folders have no link: open them and choose files.',
		erase: (what: string) => `Delete ${what} for ever?`,
		eraseText: (brand: string) => `${brand} can’t bring it back afterwards.`,
		emptyBin: 'Empty the bin?',
		emptyBinText: (what: string, brand: string) =>
			`${what} will be deleted for ever. ${brand} can’t bring anything back afterwards.`,
		emptyBinUnknown: (brand: string) =>
			`Everything in it will be deleted for ever. ${brand} can’t bring anything back afterwards.`,
		working: 'One moment…'
	},
	details: {
		title: 'Details',
		kind: 'Kind',
		file: 'File',
		size: 'Size',
		exact: (size: string, bytes: string) => `${size} (${bytes} bytes)`,
		inside: 'Inside',
		files: (count: string) => (count === '1' ? '1 file' : `${count} files`),
		folders: (count: string) => (count === '1' ? '1 folder' : `${count} folders`),
		where: 'In',
		modified: 'Modified',
		created: 'Created',
		trashed: 'Deleted',
		id: 'Id',
		copy: (what: string) => `Copy ${what}`,
		copied: 'Copied',
		notCopied: 'Not copied',
		copyRefused: 'The browser did not allow it. Select the text and copy it yourself.',
		reading: 'Asking the drive…'
	},
	share: {
		title: (what: string) => `Share ${what}`,
		password: 'Password',
		generate: 'Make another',
		open: 'Empty: everybody with the link gets in.',
		needed: 'Whoever has the link needs it too.',
		ofDrive: (brand: string) => `${brand} makes the password itself.`,
		refused: 'It does not have the form that the drive wants.',
		expires: 'Expires',
		days: (count: string) => (count === '1' ? 'In 1 day' : `In ${count} days`),
		never: 'Never',
		ready: 'The link is ready',
		link: 'Link',
		copyLink: 'Copy link',
		copyAll: 'Copy link and password',
		text: (name: string, url: string, password: string) => `${name}\n${url}\nPassword: ${password}`,
		textOpen: (name: string, url: string) => `${name}\n${url}`,
		done: 'Done'
	},
	shares: {
		list: 'Shared links',
		created: (date: string) => `shared ${date}`,
		until: (date: string) => `until ${date}`,
		forEver: 'never expires',
		over: 'has ended',
		withPassword: (password: string) => `password: ${password}`,
		noPassword: 'no password',
		stop: 'Stop sharing',
		reading: 'Reading…'
	},
	drag: { ghost: items, copying: (what: string) => `Copy ${what}` },
	/** Errors that mean something else here than for an upload. */
	errors: {
		offline: { what: () => 'You are offline.', fix: 'Try again when the connection is back.' },
		network: {
			what: (drive: string) => `The connection to ${drive} broke.`,
			fix: 'Check your network, then try again.'
		},
		'server-error': {
			what: (drive: string) => `${drive} has trouble answering.`,
			fix: 'Try again in a few minutes.'
		},
		'unreadable-answer': {
			what: (drive: string) => `${drive} answered with something that makes no sense here.`,
			fix: 'A sign-in page of your network may be in the way. Open any website, then try again.'
		},
		'rate-limited': {
			what: (drive: string) => `${drive} asks for a pause between requests.`,
			fix: 'Try again in a minute.'
		},
		blocked: {
			what: (drive: string) => `${drive} has blocked your network address for a while.`,
			fix: 'Try again later. Other devices on your network may be the reason.'
		},
		'proxy-unreachable': {
			what: () => 'Panlift’s own server does not answer.',
			fix: 'If you run it yourself, start it again, then try again.'
		},
		'signed-out': {
			what: (drive: string) => `${drive} signed you out.`,
			fix: 'Sign in again to see your files.'
		},
		'name-refused': {
			what: (drive: string) => `${drive} does not accept this name.`,
			fix: 'Choose one without special characters that is not too long.'
		},
		'name-taken': {
			what: () => 'Something of this name is there already.',
			fix: 'Choose another name, or move the other one away first.'
		},
		'folder-missing': {
			what: () => 'This folder is gone.',
			fix: 'Somebody may have moved or deleted it.'
		},
		'file-missing': {
			what: (drive: string) => `${drive} no longer has it.`,
			fix: 'Somebody may have moved or deleted it.'
		},
		'traffic-exceeded': {
			what: (drive: string) => `Your download traffic on ${drive} is used up.`,
			fix: 'It works again when it is renewed; a membership may give you more.'
		},
		'drive-refused': {
			what: (drive: string) => `${drive} said no.`,
			fix: 'It may work on its own website.'
		}
	} as Readonly<Partial<Record<ErrorCode, ErrorCopy>>>
};

/** FilesCopy is what the Files page says. */
export type FilesCopy = typeof enFiles;
