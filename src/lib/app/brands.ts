/** Brands: what each Drive flavour is called. Not translated; the same as in its traits. */
export const BRANDS = {
	'pan115-open': '115 Open',
	'pan115-cookie': '115',
	'pan123-open': '123Pan Open',
	'pan123-web': '123Pan'
} as const;

/** brandOf names the drive of an account that may be gone already. */
export function brandOf(accountId: string): string {
	const [flavour] = /^\w+-\w+/.exec(accountId) ?? [];
	return Object.entries(BRANDS).find(([key]) => key === flavour)?.[1] ?? '';
}
