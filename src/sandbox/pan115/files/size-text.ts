const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** sizeText writes bytes as 115 shows them: `1.00MB`, binary units. */
export function sizeText(bytes: number): string {
	let unit = 0;
	for (; bytes >= 1024 && unit < UNITS.length - 1; unit++) bytes /= 1024;
	return `${unit === 0 ? bytes : bytes.toFixed(2)}${UNITS[unit] ?? ''}`;
}
