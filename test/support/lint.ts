import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Lints files of these contents, by path as in the project, with the project's rules; `file:line` of each breach of `rule`. */
export function breachesOf(rule: string, files: Readonly<Record<string, string>>): ReadonlySet<string> {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-lint-'));
  try {
    cpSync(join(root, 'oxlint.config.ts'), join(dir, 'oxlint.config.ts'));
    cpSync(join(root, 'package.json'), join(dir, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'), 'junction');
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, file)), { recursive: true });
      writeFileSync(join(dir, file), content);
    }
    const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
    const folders = new Set(Object.keys(files).map((file) => file.split('/')[0]!)); // a split text has at least one part
    const { stdout } = spawnSync(process.execPath, [oxlint, '-f', 'unix', ...folders], { cwd: dir, encoding: 'utf8' });
    return new Set(stdout.split('\n').filter((line) => line.includes(`(${rule})`)).map((line) => line.split(':').slice(0, 2).join(':')));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
