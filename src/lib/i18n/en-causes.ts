/** English: what a waiting Upload waits for. Calm, because it continues by itself. */
import type { CauseCatalogue } from './copy';

const files = (count: string) => (count === '1' ? '1 upload' : `${count} uploads`);

export const enCauses: CauseCatalogue = {
	offline: {
		line: ({ badLine, left }) => {
			if (!badLine) return 'Offline · continues when the connection is back';
			return `The connection keeps breaking · ${left ? `tries again in ${left}` : 'tries again'}`;
		},
		banner: (count, { badLine, left }) =>
			badLine
				? `The connection keeps breaking. ${files(count)} will try again${left ? ` in ${left}` : ''}.`
				: `You are offline. ${files(count)} will continue when you are back.`,
		button: 'Try now'
	},
	'rate-limited': {
		line: ({ drive, left }) =>
			`${drive} asks for a pause · continues ${left ? `in ${left}` : 'by itself'}`,
		banner: (count, { drive, left }) =>
			`${drive} asks for a pause between requests. ${files(count)} will continue ${left ? `in ${left}` : 'by itself'}.`
	},
	'signed-out': {
		line: ({ drive }) => `Signed out of ${drive} · sign in to continue`,
		banner: (count, { drive }) =>
			`You are signed out of ${drive}. ${files(count)} will continue when you sign in.`,
		button: 'Sign in'
	},
	permission: {
		line: () => 'The browser needs your permission to read the file',
		banner: (count) =>
			`Continue ${files(count)}? After a restart the browser needs your permission again.`,
		button: 'Allow access'
	},
	'source-missing': {
		line: ({ forgotten }) =>
			`${forgotten ? 'The browser can no longer read the file' : 'The file is no longer where it was'}. Add it again to continue.`,
		banner: (count, { forgotten }) => {
			const why = forgotten
				? 'the browser can no longer read the files'
				: 'the files are no longer where they were';
			return `${files(count)}: ${why}. Add them again to continue.`;
		},
		button: 'Add the file again…',
		bannerButton: 'Add files again…'
	},
	'source-changed': {
		line: () => 'The file changed since you added it',
		banner: (count) => `${files(count)}: the files changed since you added them.`,
		button: 'Upload the new version',
		bannerButton: 'Upload the new versions'
	},
	conflict: {
		line: ({ existing }) =>
			existing
				? `A file of this name is there (${existing})`
				: 'A file of this name is there already',
		banner: (count) => `${files(count)}: the folder already has files of these names. For all:`
	},
	space: {
		line: ({ drive }) => `${drive} is full · free some space there, then try again`,
		banner: (count, { drive }) =>
			`${drive} is full. Free some space there, then try the ${files(count)} again.`,
		button: 'Try again'
	},
	'storage-quota': {
		line: () => 'The browser has no room left · free some disk space, then try again',
		banner: (count) =>
			`The browser has no room left. Free some disk space, then try the ${files(count)} again.`,
		button: 'Try again'
	},
	blocked: {
		line: ({ drive, left, captcha }) => {
			const why = captcha ? 'wants a captcha: solve it on its site' : 'blocks this network for now';
			return `${drive} ${why} · tries again ${left ? `in ${left}` : 'by itself'}`;
		},
		banner: (count, { drive, left, captcha }) => {
			const why = captcha
				? 'wants a captcha: open its website or app and solve it there'
				: 'blocks this network for now';
			return `${drive} ${why}. ${files(count)} will try again ${left ? `in ${left}` : 'by itself'}.`;
		},
		button: 'Try now'
	},
	scheduled: {
		line: ({ until, left }) => `Paused until ${until ?? 'later'}${left ? ` · ${left} left` : ''}`,
		banner: (count, { until, left }) =>
			`${files(count)} paused until ${until ?? 'later'}${left ? `, ${left} left` : ''}.`,
		button: 'Resume now'
	},
	proxy: {
		line: () => 'Panlift’s server does not answer · continues when it does',
		banner: (count) =>
			`Panlift’s own server does not answer. ${files(count)} will continue when it does.`,
		button: 'Try now'
	}
};
