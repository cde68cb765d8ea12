/** English: what a waiting Upload waits for. Calm, because it continues by itself. */
import type { CauseCatalogue } from './copy';

const files = (count: string) => (count === '1' ? '1 upload' : `${count} uploads`);
const waits = (count: string) => (count === '1' ? 'waits' : 'wait');

export const enCauses: CauseCatalogue = {
	offline: {
		line: () => 'Waiting for the connection',
		banner: (count) => `You are offline. ${files(count)} will continue when you are back.`
	},
	'rate-limited': {
		line: ({ drive, until }) =>
			until ? `${drive} asks for a pause · continues at ${until}` : `${drive} asks for a pause`,
		banner: (count, { drive }) =>
			`${drive} asks for a pause between requests. ${files(count)} will continue in a moment.`,
		button: 'Try now'
	},
	'signed-out': {
		line: ({ drive }) => `${drive} signed you out`,
		banner: (count, { drive }) =>
			`${drive} signed you out. ${files(count)} ${waits(count)} for you.`,
		button: 'Sign in'
	},
	permission: {
		line: () => 'Waiting for access to the file',
		banner: (count) =>
			`Continue ${files(count)}? After a restart the browser needs your permission again.`,
		button: 'Allow access'
	},
	'source-missing': {
		line: () => 'The file is no longer where it was. Add it again to continue.',
		banner: (count) => `${files(count)}: the files are no longer where they were.`,
		button: 'Add the file again…'
	},
	'source-changed': {
		line: () => 'The file changed since you added it',
		banner: (count) => `${files(count)}: the files changed since you added them.`,
		button: 'Upload the new version'
	},
	conflict: {
		line: ({ existing }) =>
			existing
				? `The folder already has a file of this name (${existing})`
				: 'The folder already has a file of this name',
		banner: (count) => `${files(count)}: the folder already has files of these names.`
	},
	space: {
		line: ({ drive }) => `${drive} is full`,
		banner: (count, { drive }) =>
			`${drive} is full. Free some space there and ${files(count)} will continue.`,
		button: 'Try again'
	},
	'storage-quota': {
		line: () => 'The browser has no room left for the list',
		banner: (count) =>
			`The browser has no room left. ${files(count)} ${waits(count)} for disk space.`,
		button: 'Try again'
	},
	blocked: {
		line: ({ drive, until }) =>
			until
				? `${drive} blocks this network for now · tries again at ${until}`
				: `${drive} blocks this network for now`,
		banner: (count, { drive }) =>
			`${drive} blocks this network for a while. ${files(count)} will continue later.`,
		button: 'Try now'
	},
	scheduled: {
		line: ({ until }) => (until ? `Starts at ${until}` : 'Starts later'),
		banner: (count, { until }) => `${files(count)} will start${until ? ` at ${until}` : ' later'}.`,
		button: 'Start now'
	},
	proxy: {
		line: () => 'Waiting for Panlift’s server',
		banner: (count) =>
			`Panlift’s own server does not answer. ${files(count)} ${waits(count)} for it.`,
		button: 'Try now'
	}
};
