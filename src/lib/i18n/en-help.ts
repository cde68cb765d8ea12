/** English: the help page. */
export interface HelpCopy {
	readonly title: string;
	readonly sections: readonly { readonly heading: string; readonly text: string }[];
	/** Keys that a page has, divided by spaces, with what they do. */
	readonly keyboard: readonly {
		readonly heading: string;
		readonly keys: readonly (readonly [keys: string, does: string])[];
	}[];
}

export const enHelp: HelpCopy = {
	title: 'Help',
	sections: [
		{
			heading: 'Instant upload',
			text: 'Before anything is sent, Panlift computes the fingerprint of your file. When the drive already has a file with this fingerprint, from anyone, it puts it into your folder at once. Such rows carry a bolt and say how much you did not have to send.'
		},
		{
			heading: 'Stops and continues',
			text: 'Close the tab, lose the network, restart the computer: uploads continue with the first piece that has not arrived. After a restart the browser may ask once for access to your files; one click on “Allow access” continues all of them. Where the browser can’t keep access, add the same files again: they go on where they stopped.'
		},
		{
			heading: 'What stays private',
			text: 'File bytes go from this browser straight to your drive’s storage. Only where that refuses web pages do they pass through Panlift’s server; the row then says “through the proxy”. The server keeps no files, no passwords and no list of what you upload. Your sign-in is stored in this browser, sealed so that no script on this page can read it.'
		},
		{
			heading: 'Waiting is not failing',
			text: 'Amber rows wait for something: the network, a pause that the drive asked for, or you. They continue by themselves as soon as it is there. Red rows have given up; “Retry” keeps what already arrived.'
		},
		{
			heading: 'Names that are taken',
			text: 'When the folder already has a file of the same name, Panlift asks: keep both, overwrite, skip, or skip if the content is the same. Overwriting puts the old file away only when the new one is there and checked. Settings can answer for you.'
		},
		{
			heading: 'Order and speed',
			text: 'Drag a row by its grip, or press Alt with ↑ or ↓, to change who goes first; its menu has priorities. The speed menu limits all uploads together, also by a timetable such as “08:00 512K, 23:00 off”. Where a drive’s storage takes no limit itself, one part goes at the line’s speed and the next one waits.'
		},
		{
			heading: 'Watched folders',
			text: 'Settings can name folders that Panlift looks after while it is open: new and changed files go up once they have not changed for ten seconds. Nothing is ever deleted, here or there. An address like /?upload=folder&to=123Pan:/backup makes a bookmark that sends a folder to one place.'
		},
		{
			heading: '123Pan: two ways in',
			text: '“123Pan Open” uses 123Pan’s official interface, with the client ID and secret that it gives to developers. It takes files of up to 10 GB, and two new ones a second. “123Pan” signs in as its website does, by QR code or password.'
		},
		{
			heading: '115: two ways in',
			text: '“115 Open” uses 115’s official interface. It needs an app ID of its Open Platform: this server may have one, else you paste yours. “115” signs in the way 115’s own apps do, by QR code or with the cookies of a browser. It takes the place, or slot, of one such app: only one session lives in each, so choose one that you do not use.'
		},
		{
			heading: '115: how it uploads',
			text: '115 wants the parts of a file one after another, so one file goes up part by part, but several files at once. It also keeps duplicates: when an answer got lost, Panlift looks whether the file is there before it sends anything again. If 115’s storage does not let web pages in, the parts go through Panlift’s own server.'
		}
	],
	keyboard: [
		{
			heading: 'Keys on Uploads',
			keys: [
				['U', 'Add files'],
				['⇧ U', 'Add a folder'],
				['/', 'Filter by name'],
				['↑ ↓', 'Move through the uploads'],
				['Home End', 'First and last upload'],
				['Alt ↑ ↓', 'Move the upload in line'],
				['Alt Home End', 'Move it to the front or to the end'],
				['Space', 'Pause or resume the upload'],
				['Enter', 'Show or hide its details, or the files of a folder'],
				['← →', 'Close or open a folder'],
				['R', 'Retry it'],
				['Delete', 'Remove it from the list'],
				['?', 'This page']
			]
		},
		{
			heading: 'Keys on Files',
			keys: [
				['Enter', 'Open a folder, or show the details of a file'],
				['Backspace', 'To the folder above'],
				['⇧ ↑ ↓', 'Choose from here to there'],
				['Ctrl ↑ ↓', 'Move without choosing'],
				['Space', 'Choose or leave out'],
				['Ctrl A', 'Choose all'],
				['Esc', 'Choose none'],
				['F2', 'Rename'],
				['Ctrl C', 'Copy'],
				['Ctrl X', 'Cut'],
				['Ctrl V', 'Paste into this folder'],
				['Ctrl Z', 'Undo'],
				['Delete', 'To the bin'],
				['⇧ F10', 'The menu of what is chosen'],
				['/', 'Filter by name']
			]
		}
	]
};
