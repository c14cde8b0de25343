import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import type * as Electron from 'electron';
import { createCodec } from '../codec.ts';
import { receiveName, sendName } from '../names.ts';
import { isolatedWorld } from '../page/isolatedWorld.ts';
import type { WorldOptions } from '../page/isolatedWorld.ts';

/**
 * The script that gives a document its preload, as Electron's sandbox runs it: one CommonJS function. A preload that
 * cannot be read or compiled fails in the page, and the page runs on without it.
 */
export function preloadScript(preferences: Electron.WebPreferences): string {
  const wrapped = wrap(preferences);
  const options: WorldOptions = {
    sendName,
    receiveName,
    preloadPath: preferences.preload ?? '',
    failure: 'failure' in wrapped ? wrapped.failure : null,
    versions: { electron: process.versions['electron'], chrome: process.versions['chrome'] },
    platform: process.platform,
  };
  return `(${isolatedWorld.toString()})((${createCodec.toString()})(), ${JSON.stringify(options)}, ${'source' in wrapped ? wrapped.source : 'null'});`;
}

function wrap({ preload, sandbox, contextIsolation, nodeIntegration }: Electron.WebPreferences): { readonly source: string } | { readonly failure: string } {
  if (sandbox === false || contextIsolation === false || nodeIntegration === true) {
    throw new Error('The double of electron does not implement windows without sandbox or isolation, or with Node in the page');
  }
  if (preload === undefined) return { source: 'null' };
  try {
    const body = readFileSync(preload, 'utf8');
    const parameters = ['require', 'process', 'exports', 'module', 'global'];
    // One that does not compile would fail in the page without a word.
    compileFunction(body, parameters, { filename: preload });
    return { source: `(function (${parameters.join(', ')}) {\n${body}\n})` };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
