/** What SvelteKit hands to the service worker. Kit's own types would bring Node and the page along. */
declare module '$service-worker' {
	/** Scripts and styles of the app, named by their content. */
	export const build: readonly string[];
	/** The files of `static`. */
	export const files: readonly string[];
	/** Another one for each build. */
	export const version: string;
}
