import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What electron.d.ts says that Electron offers, read from its text. */
export interface ElectronTypes {
  /** The modules of a process as its namespace (`Main`, `Common`, …) lists them, each with its class or interface. */
  modulesOf(namespace: string): ReadonlyMap<string, string>;
  /** Names of a class's or interface's members, static and inherited ones too, without those of Node's emitter. */
  membersOf(type: string): ReadonlySet<string>;
  /** Those of them that are on the class itself. */
  staticsOf(type: string): ReadonlySet<string>;
}

export function readElectronTypes(): ElectronTypes {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'node_modules', 'electron', 'electron.d.ts'), 'utf8');

  /** Lines between a line that opens a block at the first level of `namespace Electron` and the one that closes it. */
  function blockOf(opening: RegExp): { readonly head: string; readonly lines: readonly string[] } {
    const begin = text.search(opening);
    if (begin === -1) throw new Error(`electron.d.ts has no ${opening.source}`);
    const [head = '', ...lines] = text.slice(begin, text.indexOf('\n  }\n', begin)).trimStart().split('\n');
    return { head, lines };
  }

  function collect(type: string, member: RegExp): Set<string> {
    const { head, lines } = blockOf(new RegExp(`^  (?:class|interface) ${type}\\b[^\\n]*\\{$`, 'm'));
    const own = lines.flatMap((line) => member.exec(line)?.[1] ?? []).filter((name) => !(name in EventEmitter.prototype) && name !== 'constructor');
    const base = /extends (?:Electron\.)?(\w+) \{/.exec(head)?.[1];
    const inherited = base === undefined || base === 'NodeEventEmitter' || head.includes('NodeJS.EventEmitter') ? [] : collect(base, member);
    return new Set([...inherited, ...own]);
  }

  return {
    membersOf: (type) => collect(type, /^ {4}(?:static )?(?:readonly )?(\w+)\??\s*[(:<]/),
    staticsOf: (type) => collect(type, /^ {4}static (?:readonly )?(\w+)\??\s*[(:<]/),
    modulesOf: (namespace) =>
      new Map(
        blockOf(new RegExp(`^  namespace ${namespace} \\{$`, 'm')).lines.flatMap((line) => {
          const found = /^ {4}(?:const (\w+): (?:typeof )?(\w+);|class (\w+) extends)/.exec(line);
          if (found === null) return [];
          const [, name = found[3] ?? '', type = name] = found;
          return [[name, type] as const];
        }),
      ),
  };
}
