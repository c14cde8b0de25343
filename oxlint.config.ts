import { defineConfig } from 'oxlint';

/** Why an import is refused, so that the message says what to do instead. */
const restrict = (...patterns: { group: string[]; message: string }[]) => ({
  'eslint/no-restricted-imports': ['error', { patterns }] as ['error', { patterns: typeof patterns }],
});

// In these patterns `*` stays within a folder; only `**` goes below it.
const electron = { group: ['electron', 'electron/**'], message: 'Only the desktop host (electron/main, electron/preload) knows Electron.' };
const sqlite = { group: ['better-sqlite3'], message: 'SQL lives in electron/core/store: take its functions as arguments.' };
const node = { group: ['node:*', 'node:*/**', 'fs', 'path', 'os', 'crypto'], message: 'This code also runs in a page: no Node modules.' };
const core = { group: ['#core', '#core/**'], message: 'Talk to the core through the contract.' };
const coreInside = { group: ['#core/**', '**/core/**'], message: 'A host takes the core through its public face, #core.' };
const hosts = { group: ['**/headless/**', '**/main/**', '**/preload/**'], message: 'The core and the page know no host.' };
const otherHost = { group: ['../main/**', '../preload/**', '../headless/**'], message: 'A host knows no other host.' };
const renderer = { group: ['#renderer/**', '**/renderer/**'], message: 'Only the renderer imports the renderer.' };
const tests = { group: ['**/test/**'], message: 'Nothing imports test.' };
const upwards = { group: ['../**'], message: 'A part takes other parts as arguments from core.ts; shared code comes from #shared.' };
const relativeOut = { group: ['../../**'], message: 'Leave a top-level folder by its #name only.' };
const reactInStore = { group: ['react', 'react-dom', 'react-i18next', '@mantine/**', '**/*.tsx'], message: 'Stores are React-free.' };

const parts = ['receiver', 'ingest', 'store', 'recordings', 'alerts', 'rescues', 'api', 'samples', 'settings', 'pushLog', 'backups', 'health', 'logs', 'doctor'];
const partsInside = {
  group: parts.flatMap((part) => [`./${part}/**`, `!./${part}/index.ts`]),
  message: 'core.ts takes a part through its index.ts.',
};

const features = ['feed', 'call', 'player', 'search', 'connect', 'settings', 'alerts', 'pushLog', 'drift', 'recordings', 'rescue', 'times', 'palette'];
const insideOf = (names: readonly string[]) => names.flatMap((name) => [`#renderer/${name}/**`, `!#renderer/${name}/index.ts`]);
const inRenderer = [electron, sqlite, node, core, hosts, tests, relativeOut];
/** What a folder of the renderer may not import, and what its stores may not: a later override replaces an earlier one. */
const folderOfRenderer = (name: string, ...more: Parameters<typeof restrict>) => [
  { files: [`renderer/${name}/**`], rules: restrict(...inRenderer, ...more) },
  { files: [`renderer/${name}/*Store.ts`], rules: restrict(...inRenderer, ...more, reactInStore) },
];

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'vitest', 'promise', 'node'],
  jsPlugins: ['eslint-plugin-i18next'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'warn' },
  env: { builtin: true },
  ignorePatterns: ['out/**', 'node_modules/**'],
  rules: {
    'eslint/max-lines': ['error', { max: 400 }],
    'eslint/no-console': 'error',
    'eslint/eqeqeq': 'error',
    'eslint/no-await-in-loop': 'off',
    'eslint/no-underscore-dangle': 'off',
    'eslint/no-shadow': 'off',
    'import/no-default-export': 'error',
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default-member': 'off',
    'import/no-cycle': 'error',
    'oxc/no-barrel-file': 'off',
    'react/react-in-jsx-scope': 'off',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unsafe-type-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    // tsc's noImplicitReturns says the same and knows when a switch is exhaustive.
    'typescript/consistent-return': 'off',
    // A live status, a slider over a drawing or a virtual list has no element of its own.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // What scrolls has to be reachable by the keyboard.
    'jsx-a11y/no-noninteractive-tabindex': 'off',
    'typescript/consistent-type-imports': 'error',
    'unicorn/filename-case': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    'vitest/require-mock-type-parameters': 'off',
  },
  overrides: [
    { files: ['shared/**'], rules: restrict(electron, sqlite, node, core, hosts, renderer, tests, relativeOut) },
    { files: ['electron/core/*.ts'], rules: restrict(electron, sqlite, hosts, renderer, tests, upwards, core, partsInside) },
    // A thread's entry wires the parts of its thread, as core.ts does for the main one.
    { files: ['electron/core/threads/**'], rules: restrict(electron, sqlite, hosts, renderer, tests, relativeOut, core) },
    {
      files: parts.filter((part) => part !== 'store').map((part) => `electron/core/${part}/**`),
      rules: restrict(electron, sqlite, hosts, renderer, tests, upwards, core),
    },
    // Folders of this part take from each other, and from no other part.
    { files: ['electron/core/recordings/*/**'], rules: restrict(electron, sqlite, hosts, renderer, tests, relativeOut, core) },
    { files: ['electron/core/store/*.ts'], rules: restrict(electron, hosts, renderer, tests, upwards, core) },
    { files: ['electron/core/store/migrations/**'], rules: restrict(electron, hosts, renderer, tests, relativeOut, core) },
    { files: ['electron/main/**', 'electron/preload/**'], rules: restrict(sqlite, coreInside, otherHost, renderer, tests, relativeOut) },
    { files: ['electron/headless/**'], rules: restrict(electron, sqlite, coreInside, otherHost, renderer, tests, relativeOut) },
    {
      files: ['renderer/**'],
      rules: { ...restrict(...inRenderer), 'i18next/no-literal-string': ['error', { mode: 'jsx-only', 'should-validate-template': true, 'jsx-attributes': { exclude: ['className', 'style', 'type', 'key', 'id', 'role', 'data-.*', 'variant', 'size', 'color', 'd', 'viewBox', 'fill', 'stroke.*', 'to', 'href', 'rel', 'target', 'justify', 'align', 'gap', 'p[xytblr]?', 'm[xytblr]?', 'component', 'position', 'radius', 'c', 'fw', 'fz', 'ff', 'w', 'h', 'dir', 'lang', 'autoComplete', 'name', 'value', 'kind', 'look', 'level', 'mode', 'orient.*', 'wrap', 'order', 'scrollbars', 'withinPortal', 'transitionProps', 'aria-live', 'aria-current', 'aria-haspopup', 'aria-controls', 'aria-labelledby', 'aria-describedby', 'aria-orientation', 'tabIndex', 'inputMode', 'aria-autocomplete', 'preload', 'path', 'xmlns', 'dateTime', 'label.*Id', 'i18nKey', 'state', 'data', 'section', 'shadow', 'idPrefix', 'aria-keyshortcuts'] } }] },
    },
    ...folderOfRenderer('app', { group: insideOf(features), message: 'A feature is taken through its index.ts.' }),
    ...features.flatMap((feature) =>
      folderOfRenderer(feature, {
        group: [...insideOf(features.filter((other) => other !== feature)), '#renderer/app/**', '!#renderer/app/{client,settings,useEvents}.ts', '../**'],
        message: 'A feature takes from ui, app’s client and itself; another feature only through its index.ts.',
      }),
    ),
    ...folderOfRenderer('ui', { group: ['#renderer/**', '../**'], message: 'ui knows nothing of calls or features.' }),
    {
      files: ['test/**'],
      // A test knows what it has pushed and been answered: where it is wrong about a shape or an entry, it fails all the same.
      // `as unknown as` needs its reason here too: test/reasons.test.ts.
      rules: { 'typescript/no-non-null-assertion': 'off', 'typescript/no-unsafe-type-assertion': 'off', 'i18next/no-literal-string': 'off', 'eslint/no-console': 'off' },
    },
    { files: ['scripts/**'], rules: { ...restrict(tests), 'eslint/no-console': 'off' } },
    { files: ['*.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
});
