/** Priority: who goes first among those that wait, before their order counts. */
export type Priority = 'high' | 'normal' | 'low';

/** PRIORITIES from the first to the last. */
export const PRIORITIES: readonly Priority[] = ['high', 'normal', 'low'];

/** levelOf gives the place in PRIORITIES: lower goes first. None is the normal one. */
export function levelOf({ priority }: { readonly priority?: Priority | undefined }): number {
	return PRIORITIES.indexOf(priority ?? 'normal');
}
