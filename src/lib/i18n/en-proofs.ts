/** English: receipts of uploads and the log, in a row's details and in Settings. */
const receipts = (count: string) => (count === '1' ? '1 receipt' : `${count} receipts`);

export const enProofs = {
	saveLog: 'Save log',
	saveReceipt: 'Save receipt',
	verify: 'Verify with drive',
	/** The row was finished before there were receipts, or they were deleted. */
	noReceipt: 'No receipt was kept of this upload.',
	asking: (drive: string) => `Asking ${drive}…`,
	outcome: {
		/** `what` is a list: "size, MD5". */
		ok: (drive: string, what: string) => `${drive} has it as it was uploaded (${what}).`,
		renamed: (name: string) => `It is called “${name}” there now.`,
		missing: (drive: string, folder: string) =>
			`${drive} does not have it in “${folder}” any more: it was moved or deleted.`,
		different: (drive: string, what: string) =>
			`${drive} has something else there (other ${what}).`,
		noFile: (drive: string) => `${drive} has something else there: no file.`,
		signedOut: (drive: string) =>
			`The ${drive} account is not signed in here. Sign in, then verify again.`,
		unknown: (trouble: string) => `${trouble} Verify again later.`
	},
	size: 'size',
	digests: { md5: 'MD5', sha1: 'SHA-1' },
	settings: {
		heading: 'Receipts and log',
		receipts: 'Receipts',
		receiptsHint:
			'One per finished upload: name, size, fingerprints, parts and times. Kept in this browser.',
		count: receipts,
		saveAll: 'Save all',
		deleteAll: 'Delete all',
		deleted: (count: string) => `Deleted ${receipts(count)}.`,
		verifyLabel: 'Verify receipts',
		verifyHint:
			'Compares what receipts say with what the drives show now. The file may come from another browser.',
		verifyFile: 'Verify a receipt file…',
		verifying: (done: string, total: string) => `Verified ${done} of ${total}…`,
		/** `counts` is a list: "3 as uploaded, 1 different". */
		verified: (count: string, counts: string) => `Verified ${receipts(count)}: ${counts}`,
		ok: (count: string) => `${count} as uploaded`,
		missing: (count: string) => `${count} not there any more`,
		different: (count: string) => `${count} different`,
		unknown: (count: string) => `${count} that can’t be told now`,
		more: (count: string) => `And ${count} more.`,
		noReceipts: (file: string) =>
			`“${file}” holds no receipts. Choose a file that “Save receipt” or “Save all” made.`,
		newer: (file: string) => `“${file}” is from a newer Panlift. Reload this page, then try again.`,
		damaged: (file: string, at: string, field: string) =>
			`“${file}” is damaged: “${field}” of receipt ${at}. Save it again where it came from.`,
		log: 'Log',
		logHint:
			'What happened to uploads lately, for whoever helps you. Without passwords, sign-ins, links or account names.',
		deleteLog: 'Delete log',
		logDeleted: 'Deleted'
	}
};

/** ProofCopy is what is said about receipts and logs in every language. */
export type ProofCopy = typeof enProofs;
