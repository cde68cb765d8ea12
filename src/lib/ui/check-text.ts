/** What is said of a receipt that was verified. */
import { brandOf } from '../app/brands';
import type { ReceiptCheck } from '../engine/proof-api';
import type { ProofCopy } from '../i18n/en-proofs';
import type { UploadReceipt } from '../sessions/session-store';
import { TROUBLE } from '../i18n/trouble';
import { sentences, type Tongue } from './row-status';

/** checkText says in a sentence or two what the drive shows, and what to do if it can't be told. */
export function checkText(
	{ path, accountId }: Pick<UploadReceipt, 'path' | 'accountId'>,
	check: ReceiptCheck,
	{ t, f }: Tongue,
	copy: ProofCopy
): string {
	const drive = brandOf(accountId);
	const said = copy.outcome;
	switch (check.outcome) {
		case 'ok': {
			const same = [copy.size, ...check.digests.map((kind) => copy.digests[kind])];
			const ok = said.ok(drive, f.list(same));
			return check.renamed === undefined ? ok : sentences(ok, said.renamed(check.renamed));
		}
		case 'missing':
			return said.missing(drive, path.slice(0, path.lastIndexOf('/')) || '/');
		case 'different': {
			const what = check.what.map((one) => (one === 'size' ? copy.size : copy.digests[one]));
			return what.length > 0 ? said.different(drive, f.list(what)) : said.noFile(drive);
		}
		case 'unknown':
			if (check.code === 'signed-out') return said.signedOut(drive);
			return said.unknown(TROUBLE[t.locale].errors[check.code].what(drive));
	}
}

/** checkTone gives the colour of an outcome. */
export function checkTone({ outcome }: ReceiptCheck): 'done' | 'failed' | 'waiting' {
	if (outcome === 'ok') return 'done';
	return outcome === 'unknown' ? 'waiting' : 'failed';
}
