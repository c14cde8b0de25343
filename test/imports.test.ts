import { expect, it } from 'vitest';
import { breachesOf } from './support/lint.ts';

/** Files of README's import table, with what each may import and what it may not. */
const table: Readonly<Record<string, { readonly may: readonly string[]; readonly mayNot: readonly string[] }>> = {
  'shared/model/a.ts': {
    may: ['zod', './b.ts', '../contract/b.ts', '#shared/model/b.ts'],
    mayNot: ['electron', 'node:fs', 'better-sqlite3', '#core', '#core/api/index.ts', '#renderer/ui/b.ts', '../../electron/main/index.ts', '../../test/support/b.ts'],
  },
  'electron/core/a.ts': {
    may: ['node:fs/promises', '#shared/model/b.ts', './b.ts', './receiver/index.ts'],
    mayNot: ['electron', 'better-sqlite3', './receiver/check.ts', './recordings/sound/index.ts', '../headless/serve.ts', '#renderer/ui/b.ts'],
  },
  'electron/core/receiver/a.ts': {
    may: ['fastify', 'node:http', './check.ts', '#shared/model/b.ts'],
    mayNot: ['electron', 'better-sqlite3', '../store/index.ts', '../core.ts', '#core', '#core/store/index.ts', '../../../test/support/b.ts'],
  },
  'electron/core/store/a.ts': { may: ['better-sqlite3', './migrations/index.ts'], mayNot: ['../receiver/index.ts', '#core/receiver/index.ts'] },
  'electron/core/store/migrations/a.ts': { may: ['../handle.ts'], mayNot: ['../../receiver/index.ts', '#core'] },
  'electron/core/recordings/clips/a.ts': { may: ['../sound/openSound.ts', './b.ts'], mayNot: ['../../receiver/index.ts', '#core', 'electron', 'better-sqlite3'] },
  'electron/core/threads/a.ts': { may: ['../store/index.ts'], mayNot: ['better-sqlite3', '#core', '../../headless/serve.ts'] },
  'electron/main/a.ts': {
    may: ['electron', '#core', '#shared/errors.ts', './desk.ts'],
    mayNot: ['better-sqlite3', '#core/core.ts', '../core/core.ts', '../core/api/index.ts', '../headless/serve.ts', '../headless/http/uiServer.ts', '../preload/index.ts', '#renderer/app/b.ts'],
  },
  'electron/headless/a.ts': {
    may: ['#core', '#shared/errors.ts', './http/uiServer.ts'],
    mayNot: ['electron', '#core/api/index.ts', '../core/store/index.ts', '../main/index.ts', '#renderer/app/b.ts'],
  },
  'electron/headless/http/a.ts': { may: ['#core', './b.ts'], mayNot: ['electron', '#core/api/index.ts', '../../core/store/index.ts', '../../main/index.ts'] },
  'renderer/feed/a.ts': {
    may: ['react', '#shared/model/b.ts', './B.tsx', '#renderer/ui/B.tsx', '#renderer/app/client.ts', '#renderer/app/settings.ts', '#renderer/app/useEvents.ts', '#renderer/call/index.ts'],
    mayNot: ['#core', '#core/api/index.ts', 'node:fs', '#renderer/app/deskStore.ts', '#renderer/call/CallPane.tsx', '../call/index.ts', '../../electron/core/index.ts'],
  },
  'renderer/feed/aStore.ts': {
    may: ['zustand/vanilla', './feedState.ts', '#renderer/app/client.ts', '#renderer/call/index.ts'],
    mayNot: ['react', 'react-i18next', '@mantine/core', './B.tsx', '#core', '#renderer/call/callStore.ts', '#renderer/app/deskStore.ts'],
  },
  'renderer/app/a.ts': { may: ['./b.ts', '#renderer/ui/B.tsx', '#renderer/feed/index.ts'], mayNot: ['#renderer/feed/CallFeed.tsx', '#core'] },
  'renderer/app/aStore.ts': { may: ['./client.ts', '#renderer/feed/index.ts'], mayNot: ['react', '#renderer/feed/feedStore.ts'] },
  'renderer/ui/a.ts': { may: ['react', './B.tsx', '#shared/model/b.ts'], mayNot: ['#renderer/feed/index.ts', '#renderer/app/client.ts', '../feed/index.ts', '#core'] },
};

it('lets the linter refuse what the import table forbids, and nothing else', () => {
  const files = Object.entries(table).map(([file, { may, mayNot }]) => [file, [...may, ...mayNot].map((from) => `import '${from}';\n`).join('')]);
  const refused = breachesOf('no-restricted-imports', Object.fromEntries(files));
  for (const [file, { may, mayNot }] of Object.entries(table)) {
    const found = [...may, ...mayNot].filter((_from, at) => refused.has(`${file}:${at + 1}`));
    expect.soft({ file, refused: found }).toEqual({ file, refused: mayNot });
  }
});
