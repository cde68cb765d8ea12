/** What is sent to the people something is shared with. */
import type { Share } from '../../drives/files';
import type { FilesCopy } from '../../i18n/en-files';

export function shareText({ name, url, password }: Share, copy: FilesCopy): string {
	return password ? copy.share.text(name, url, password) : copy.share.textOpen(name, url);
}
