// The page of the peer Uppy: its packages are installed for the bench alone, so this is plain
// JavaScript that no type check needs them for. What it offers is UppyPage of measures.ts.
import Uppy from '@uppy/core';
import AwsS3 from '@uppy/aws-s3';

const uppyBench = {
	async sendMany(url, atOnce) {
		const files = [...document.querySelector('input').files];
		const uppy = new Uppy().use(AwsS3, {
			limit: atOnce,
			shouldUseMultipart: false,
			// Signing costs nothing here, which is in its favour.
			signRequest: ({ key }) => ({ url: `${url}/${encodeURIComponent(key)}` })
		});
		const started = performance.now();
		uppy.addFiles(files.map((data) => ({ name: data.name, type: data.type, data })));
		const added = performance.now();
		const { successful, failed } = await uppy.upload();
		const seconds = (performance.now() - started) / 1000;
		if (failed.length > 0 || successful.length !== files.length) {
			throw new Error(`${successful.length} of ${files.length} arrived: ${failed[0]?.error}`);
		}
		return { seconds, addSeconds: (added - started) / 1000 };
	}
};
Object.assign(globalThis, { uppyBench });
