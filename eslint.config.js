import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const CONSOLE_OWNERS = ['scripts/**', 'src/serve/**', 'src/sandbox/main.ts', 'tests/**'];
// Files whose default export a tool demands.
const DEFAULT_EXPORTS = ['*.config.{js,ts}', '**/*.config.ts', '**/*.svelte'];

const banned = {
	'no-console': 'error',
	'no-restricted-syntax': [
		'error',
		{ selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
		{ selector: 'TSEnumDeclaration', message: 'String unions, no enums.' }
	]
};

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'.panlift/',
			'node_modules/',
			'test-results/',
			'static/',
			'tests/types/'
		]
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	ts.configs.recommended,
	svelte.configs.recommended,
	{
		rules: {
			...banned,
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-undef': 'off',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }
			],
			'@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
			'svelte/no-at-html-tags': 'error',
			// A plain Map that nothing renders from is meant to be plain.
			'svelte/prefer-svelte-reactivity': 'off',
			// It does not see the warnings of components in TypeScript; svelte-check does.
			'svelte/no-unused-svelte-ignore': 'off',
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['src/**/*.ts', 'tests/**/*.ts', 'vite.config.ts'],
		ignores: ['**/*.d.ts'],
		languageOptions: {
			parserOptions: {
				project: './tests/lint.tsconfig.json',
				tsconfigRootDir: import.meta.dirname
			}
		},
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-unsafe-assignment': 'error',
			'@typescript-eslint/no-unsafe-member-access': 'error',
			'@typescript-eslint/no-unsafe-call': 'error',
			'@typescript-eslint/no-unsafe-return': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			]
		}
	},
	{
		// Its globals are a service worker's, which the one program of all files does not have.
		files: ['src/service-worker/*.ts'],
		ignores: ['**/*.test.ts', '**/*.d.ts'],
		languageOptions: { parserOptions: { project: './src/worker.tsconfig.json' } }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			globals: globals.browser,
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] }
		}
	},
	{ files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
	{ files: CONSOLE_OWNERS, rules: { 'no-console': 'off' } },
	{ files: DEFAULT_EXPORTS, rules: { 'no-restricted-syntax': 'off' } }
);
