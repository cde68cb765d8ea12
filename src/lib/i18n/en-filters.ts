/** English: filters, what they left out, and the preview of a folder. */
const files = (count: string) => (count === '1' ? '1 file' : `${count} files`);
const folders = (count: string) => (count === '1' ? '1 folder' : `${count} folders`);

export const enFilters = {
	heading: 'Filters',
	inUse: 'Filter in use',
	inUseHint: 'For dropped and chosen folders. Files that you add one by one always go up.',
	none: 'None: everything goes up',
	defaultName: 'Default',
	newProfile: 'New filter',
	newName: (number: string) => `Filter ${number}`,
	name: 'Name',
	delete: 'Delete filter',
	patterns: 'Leave out by name',
	patternsHint:
		'One pattern a line, as in .gitignore: *.tmp anywhere, /build only at the top, logs/ only folders, !keep.tmp is kept. Upper and lower case differ.',
	restore: 'Restore the default list',
	smallerThan: 'Leave out files smaller than',
	largerThan: 'Leave out files larger than',
	olderThanDays: 'Leave out files unchanged for more than',
	newerThanDays: 'Leave out files changed within the last',
	unit: 'Unit',
	days: 'days',
	tooLong: 'These filters are too long to be kept. Shorten the lists.',
	preview: 'Preview folders before they start',
	previewHint: 'Shows what is new, what is there already and what is left out, and waits for you.',
	menu: 'Folder options',
	edit: 'Edit filters…',
	content: (fileCount: string, folderCount: string) =>
		[fileCount !== '0' && files(fileCount), folderCount !== '0' && folders(folderCount)]
			.filter((part) => part !== false)
			.join(' and '),
	leftOut: {
		notice: (content: string) => `${content} left out by your filters`,
		show: 'Show',
		title: 'Left out by your filters',
		text: (content: string) =>
			`${content} did not go up. A folder is left out with everything in it.`,
		anyway: 'Upload them anyway',
		more: (count: string) => `and ${count} more`
	},
	why: {
		pattern: 'name',
		smaller: 'too small',
		larger: 'too large',
		older: 'too old',
		newer: 'too new'
	},
	folderPreview: {
		title: (name: string) => `Upload “${name}”`,
		titleMany: (count: string) => `Upload ${count} folders`,
		to: (target: string) => `To ${target}`,
		classes: {
			new: 'New',
			identical: 'Already there',
			conflict: 'Name taken',
			excluded: 'Left out',
			refused: 'Refused'
		},
		hints: {
			new: 'Not at the drive yet.',
			identical:
				'Same name and size at the drive. Whether the content is the same is known once it was read.',
			conflict: 'The drive has another file of this name.',
			excluded: 'Your filters leave these out. A folder stands for all that is in it.',
			refused: 'The drive does not take these as they are.'
		},
		empty: 'None.',
		more: (count: string) => `and ${count} more`,
		walking: 'Looking through the folder…',
		comparing: (left: string) => `Comparing with the drive… ${left} to go`,
		finished: 'Compared with the drive',
		again: 'Try again',
		as: 'Name in the cloud',
		conflict: 'When the name is taken',
		rename: (count: string) =>
			count === '1' ? 'Rename 1 refused name' : `Rename ${count} refused names`,
		renameHint: (from: string, to: string) => `For example “${from}” becomes “${to}”.`,
		refusedBy: {
			'name-refused': 'name not allowed',
			'too-deep': 'too many levels',
			'too-large': 'too large for this drive',
			'too-many-entries': 'too many in one folder'
		},
		start: (count: string) => `Upload ${files(count)}`,
		startFolders: 'Upload'
	}
};

/** FilterCopy is what is said about filters and previews in every language. */
export type FilterCopy = typeof enFilters;
