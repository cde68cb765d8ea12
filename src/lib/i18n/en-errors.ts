/** English: what went wrong, and what to do about it. */
import type { ErrorCatalogue } from './copy';

export const enErrors: ErrorCatalogue = {
	offline: {
		what: () => 'You are offline.',
		fix: 'It continues by itself when the connection is back.'
	},
	network: {
		what: (drive) => `The connection to ${drive} kept breaking.`,
		fix: 'Check your network, then retry. What arrived is kept.',
		button: 'Retry'
	},
	stalled: {
		what: () => 'Nothing moved for a minute, several times in a row.',
		fix: 'Check your network, then retry. What arrived is kept.',
		button: 'Retry'
	},
	'server-error': {
		what: (drive) => `${drive} has trouble answering.`,
		fix: 'Retry in a few minutes. What arrived is kept.',
		button: 'Retry'
	},
	'unreadable-answer': {
		what: (drive) => `${drive} answered with something that makes no sense here.`,
		fix: 'A sign-in page of your network may be in the way. Open any website, then retry.',
		button: 'Retry'
	},
	'rate-limited': {
		what: (drive) => `${drive} asks for a pause between requests.`,
		fix: 'It continues by itself.',
		button: 'Try now'
	},
	blocked: {
		what: (drive) => `${drive} has blocked your network address for a while.`,
		fix: 'It continues by itself later. Other devices on your network may be the reason.',
		button: 'Try now'
	},
	'proxy-unreachable': {
		what: () => 'Panlift’s own server does not answer.',
		fix: 'If you run it yourself, start it again. It continues by itself then.',
		button: 'Try now'
	},
	'version-mismatch': {
		what: () => 'This page is older than its server.',
		fix: 'Reload the page. Your uploads stay and continue.',
		button: 'Reload'
	},
	'bad-request': {
		what: () => 'Panlift’s server did not understand this page.',
		fix: 'Reload the page, then retry. If it happens again, please report it with the details.',
		button: 'Retry'
	},
	'signed-out': {
		what: (drive) => `${drive} signed you out.`,
		fix: 'Sign in again and everything continues where it stopped.',
		button: 'Sign in'
	},
	'wrong-password': {
		what: (drive) => `${drive} does not know this name with this password.`,
		fix: 'Check both and try again.',
		button: 'Sign in'
	},
	'risk-challenge': {
		what: (drive) => `${drive} wants to make sure that it is you.`,
		fix: 'Sign in once on its own website or app, then come back and sign in here.',
		button: 'Sign in'
	},
	'url-expired': {
		what: () => 'The upload address ran out of time.',
		fix: 'Retry continues with a new one.',
		button: 'Retry'
	},
	'storage-refused': {
		what: (drive) => `The storage of ${drive} refused the data.`,
		fix: 'Check that this computer’s clock is right, then retry.',
		button: 'Retry'
	},
	'part-corrupted': {
		what: () => 'Data was damaged on its way, several times.',
		fix: 'Retry sends the damaged piece again. A VPN or proxy may be the reason.',
		button: 'Retry'
	},
	'session-lost': {
		what: (drive) => `${drive} forgot this unfinished upload.`,
		fix: 'Retry starts it again.',
		button: 'Retry'
	},
	'parts-missing': {
		what: (drive) => `${drive} is missing pieces that were sent.`,
		fix: 'Retry sends only what is missing.',
		button: 'Retry'
	},
	'not-finalised': {
		what: (drive) => `${drive} took the file but does not show it yet.`,
		fix: 'Look into the folder in a minute. If the file is not there, retry.',
		button: 'Retry'
	},
	'drive-busy': {
		what: (drive) => `${drive} does one change at a time, and is at another one.`,
		fix: 'Try again in a minute.',
		button: 'Retry'
	},
	'safe-key-needed': {
		what: (drive) => `${drive} deletes for ever only with your safe key.`,
		fix: 'Switch it off for deleting in the security settings of 115, or delete there.',
		button: 'Retry'
	},
	'digest-mismatch': {
		what: () => 'The file in the cloud is not the file that was sent.',
		fix: 'Delete it there, then retry.',
		button: 'Retry'
	},
	'host-not-allowed': {
		what: (drive) => `${drive} wants the data at an address that Panlift does not know.`,
		fix: 'Whoever runs this server can allow it (STORAGE_HOSTS). The details name it.',
		button: 'Retry'
	},
	'name-refused': {
		what: (drive) => `${drive} does not accept this file name.`,
		fix: 'Rename the file and add it again.'
	},
	'name-taken': {
		what: () => 'The folder already has a file of this name.',
		fix: 'Choose what should happen.'
	},
	'folder-missing': {
		what: () => 'The target folder is gone.',
		fix: 'Choose another folder and add the file again.'
	},
	'file-missing': {
		what: (drive) => `${drive} no longer has this file.`,
		fix: 'Somebody may have moved or deleted it.'
	},
	'too-large': {
		what: (drive) => `The file is larger than ${drive} allows.`,
		fix: 'A membership may raise the limit.'
	},
	'too-deep': {
		what: (drive) => `The folder is nested deeper than ${drive} allows.`,
		fix: 'Choose a folder closer to the top.'
	},
	'too-many-parts': {
		what: (drive) => `The file would need more pieces than ${drive} allows.`,
		fix: 'Split the file and add its pieces.'
	},
	'space-full': {
		what: (drive) => `Your ${drive} is full.`,
		fix: 'Free some space there, then try again.',
		button: 'Try again'
	},
	'traffic-exceeded': {
		what: (drive) => `Your traffic on ${drive} is used up.`,
		fix: 'Retry when it is renewed.',
		button: 'Retry'
	},
	'drive-refused': {
		what: (drive) => `${drive} said no.`,
		fix: 'Its own words are in the details.',
		button: 'Retry'
	},
	'source-changed': {
		what: () => 'The file changed since you added it.',
		fix: 'Upload the new version, or remove it.',
		button: 'Upload the new version'
	},
	'source-missing': {
		what: () => 'The file is no longer where it was.',
		fix: 'Add it again and it continues where it stopped.',
		button: 'Add the file again…'
	},
	'source-forgotten': {
		what: () => 'The browser can no longer read the file.',
		fix: 'Add it again and it continues. Some browsers keep files only while the page is open.',
		button: 'Add the file again…'
	},
	'permission-needed': {
		what: () => 'The browser needs your permission to read the file.',
		fix: 'Allow access and it continues.',
		button: 'Allow access'
	},
	'storage-quota': {
		what: () => 'The browser has no room left to remember your uploads.',
		fix: 'Free some disk space, then try again.',
		button: 'Try again'
	},
	'storage-blocked': {
		what: () => 'The browser does not let Panlift remember anything.',
		fix: 'Allow site data for this address, or leave private browsing. Then reload.',
		button: 'Reload'
	},
	'part-exists': {
		what: (drive) => `${drive} holds another version of one piece.`,
		fix: 'Retry starts this upload again.',
		button: 'Retry'
	},
	'challenge-failed': {
		what: (drive) => `${drive} did not accept the proof that you have this file.`,
		fix: 'Retry proves it again. If the file is being written, wait until it is finished.',
		button: 'Retry'
	},
	'callback-failed': {
		what: (drive) => `The data arrived, but ${drive} did not register the file.`,
		fix: 'Retry registers it again; known data need not be sent twice.',
		button: 'Retry'
	},
	'parallel-refused': {
		what: (drive) => `${drive} wants the pieces of a file one after another.`,
		fix: 'Retry sends them in order.',
		button: 'Retry'
	},
	'captcha-needed': {
		what: (drive) => `${drive} wants you to solve a captcha.`,
		fix: 'Open its website or app, solve it there, then try again here. Your sign-in stays.',
		button: 'Try now'
	},
	'app-id-refused': {
		what: (drive) => `${drive} does not accept this app ID.`,
		fix: 'Check it on the developer page: it must be approved and switched on. Then sign in again.',
		button: 'Sign in'
	},
	'cors-refused': {
		what: (drive) => `The storage of ${drive} does not take data from web pages.`,
		fix: 'Panlift’s server could pass it on, but its relay is off (RELAY=0) or takes no parts of this size (RELAY_MAX_BODY). Whoever runs the server can change that; then retry.',
		button: 'Retry'
	},
	'too-many-entries': {
		what: (drive) => `The folder would have more entries than ${drive} allows.`,
		fix: 'Choose another folder, or spread the files over several.'
	},
	superseded: {
		what: () => 'Another tab took over the uploads.',
		fix: 'Go on there, or reload this tab.',
		button: 'Reload'
	},
	unexpected: {
		what: () => 'Something broke inside Panlift.',
		fix: 'Retry. If it happens again, please report it with the details.',
		button: 'Retry'
	}
};
