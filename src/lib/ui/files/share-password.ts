/** Passwords of shares: made by chance, in the form that a drive wants. */

/** Without letters and digits that are taken for each other when they are read out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** fits tells whether a drive takes this password; `form` is `ShareTraits.password`. */
export function fits(password: string, form: string): boolean {
	return new RegExp(`^(?:${form})$`).test(password);
}

/** makePassword gives one of this form, as short as it may be; empty when none is found. */
export function makePassword(form: string): string {
	for (let length = 4; length <= 32; length += 1) {
		const password = Array.from({ length }, oneLetter).join('');
		if (fits(password, form)) return password;
	}
	return '';
}

/** Each letter is as likely as any other: bytes beyond the last full round are thrown away. */
function oneLetter(): string {
	const most = 256 - (256 % LETTERS.length);
	for (;;) {
		const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
		if (byte < most) return LETTERS[byte % LETTERS.length]!;
	}
}
