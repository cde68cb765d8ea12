/** English of the dialogs that choose folders. */
export const enFolders = {
	title: 'Choose folder',
	choose: 'Choose folder',
	alsoTitle: 'Another target for the same files',
	also: 'Add target',
	account: 'Account',
	recent: 'Recent',
	typed: 'Path',
	typedHint: 'Folders that are missing are made.',
	use: 'Use path',
	newFolder: 'New folder',
	name: 'Name',
	empty: 'No folders in here',
	loading: 'Loading…',
	more: 'Show more',
	path: 'Folder path',
	retry: 'Try again'
};

export type FoldersCopy = typeof enFolders;
