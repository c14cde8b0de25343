import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { DesktopProcess, Launch } from '../desktop.ts';
import { gather } from '../gather.ts';

const recorder = join(import.meta.dirname, 'recorder.cjs');

/** The app on Electron itself, held by Playwright. */
export async function launchElectron({ app, argv, env }: Launch): Promise<DesktopProcess> {
  const executablePath = process.env['EARSHOT_ELECTRON'];
  if (executablePath === undefined) throw new Error('scripts/testElectron.mjs says in EARSHOT_ELECTRON where Electron is.');
  const environment = { ...process.env, ...env } as Record<string, string>;
  const args = ['-r', recorder, app, ...argv];
  const running = await _electron.launch({ executablePath, args, env: environment, chromiumSandbox: true });
  const child = running.process();
  const stdout = gather(child.stdout);
  const stderr = gather(child.stderr);
  const ended = child.exitCode === null ? once(child, 'close').then(() => child.exitCode) : Promise.resolve(child.exitCode);
  return {
    windows: () => running.windows(),
    evaluate: (run, argument) => running.evaluate(run as never, argument) as never,
    stdout,
    stderr,
    ended,
    kill: (signal) => child.kill(signal),
    stopReading: () => void child.stdout?.destroy(),
    async end() {
      child.kill('SIGKILL');
      await ended;
    },
    async launchSecond(more) {
      const second = spawn(executablePath, ['-r', recorder, app, ...more], { env: environment, stdio: 'ignore' });
      await once(second, 'close');
      return second.exitCode;
    },
  };
}
