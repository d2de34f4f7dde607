import jsxA11y from 'eslint-plugin-jsx-a11y';
import noUnsanitized from 'eslint-plugin-no-unsanitized';
import tseslint from 'typescript-eslint';

/** Which folder may import which: each says what it must not reach. See docs/architecture.md, rule D12. */
const forbid = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const feature = {
  regex: '(^|/)features/',
  message: 'A feature never imports another, and only app imports features.',
};
const sibling = { regex: '^\\.\\./(?!\\.\\.)', message: 'A feature never imports another.' };
const app = { regex: '(^|/)app/', message: 'Only main.tsx imports app.' };
const idb = { regex: '^idb$', message: 'Only store touches IndexedDB.' };
const store = { regex: '(^|/)store/', message: 'Only the worker uses the store.' };
const net = { regex: '(^|/)net/', message: 'Only the worker uses the network.' };
const worker = { regex: '(^|/)worker/', message: 'Only core/connect.ts reaches the worker.' };
const fake = { regex: 'e2e/', message: 'The product imports nothing of its tests.' };
const parts = {
  regex: '(^|/)parts/',
  message: 'What features share knows the core, never the other way round.',
};
const threads = { regex: 'scratch-thread$', message: 'Only the page starts threads: decision 0017, 2.' };
const ours = { regex: '^\\.\\./', message: 'ui imports nothing of ours.' };

const globals = (...names) =>
  names.map((name) => ({ name, message: 'See rule D12: another folder owns this.' }));

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/'] },
  ...tseslint.configs.recommended,
  noUnsanitized.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    ...jsxA11y.flatConfigs.recommended,
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // Focus is moved on purpose: into dialogs, and to the first field of a step.
      'jsx-a11y/no-autofocus': 'off',
      'max-lines': ['error', 500],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'crypto.getRandomValues' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]',
          message: 'No text becomes markup.',
        },
        { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: 'No text becomes markup.' },
        {
          selector: 'JSXAttribute[name.name="style"] > Literal',
          message: 'The policy forbids style attributes; use a class, or an object.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: [
      'src/store/**',
      'src/net/**',
      'src/core/connect.ts',
      'src/platform/support.ts',
      'src/files/index.ts',
      'src/files/transfer/calls.ts',
      'src/files/transfer/scratch-thread.ts',
      '**/*.test.ts',
    ],
    rules: {
      'no-restricted-globals': ['error', ...globals('indexedDB', 'WebSocket', 'Worker', 'fetch', 'eval')],
    },
  },
  { files: ['src/i18n/keys.ts'], rules: { 'max-lines': 'off' } },
  forbid(['src/ui/**'], [ours, idb, fake]),
  forbid(['src/features/**'], [feature, sibling, app, idb, store, net, worker, fake]),
  forbid(['src/parts/**'], [feature, app, idb, store, net, worker, fake]),
  forbid(['src/core/**'], [feature, parts, app, idb, store, net, worker, fake], ['src/core/connect.ts']),
  forbid(['src/core/connect.ts'], [feature, app, idb, store, net, fake]),
  forbid(['src/platform/**', 'src/i18n/**'], [feature, parts, app, idb, store, net, worker, fake]),
  forbid(['src/worker/**'], [feature, app, idb, fake]),
  forbid(['src/net/**'], [feature, app, idb, worker, fake]),
  forbid(['src/store/**'], [feature, app, net, worker, fake]),
  forbid(
    ['src/files/**'],
    [feature, parts, app, idb, store, net, worker, fake, threads],
    ['src/files/index.ts'],
  ),
  forbid(['src/files/index.ts'], [feature, parts, app, idb, store, net, worker, fake]),
  forbid(['src/app/**', 'src/main.tsx'], [idb, store, net, worker, fake]),
);
