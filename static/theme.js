// Sets the chosen theme before the first paint. A file of its own because the page's policy allows
// no inline scripts; src/lib/app/theme.svelte.ts owns the key.
try {
	const theme = localStorage.getItem('panlift.theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
	// Storage is blocked: the system's theme it is.
}
