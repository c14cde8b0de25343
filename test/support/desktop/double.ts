import { join } from 'node:path';
import type { DesktopProcess, Launch } from '../desktop.ts';
import { launch } from '../electron-double/windows/launch.ts';
import { gather } from '../gather.ts';
import { followPage, keepRanCode, ranCodeDir } from './ranCode.ts';

const recorder = join(import.meta.dirname, 'recorder.cjs');

/** The app on the double of Electron. */
export async function launchDouble({ app, argv, env, browser }: Launch): Promise<DesktopProcess> {
  if (browser === null) throw new Error('The double of Electron needs a browser for its windows.');
  const environment = { ...process.env, ...env, ...(ranCodeDir === undefined ? {} : { NODE_V8_COVERAGE: ranCodeDir }) };
  const running = await launch({ browser, args: ['-r', recorder, app, ...argv], env: environment, ...(ranCodeDir === undefined ? {} : { onPage: followPage }) });
  const stdout = gather(running.process.stdout);
  const stderr = gather(running.process.stderr);
  return {
    windows: running.pages,
    evaluate: (run, argument) => running.app.evaluate(String(run), argument) as Promise<never>,
    stdout,
    stderr,
    ended: running.ended,
    kill: (signal) => running.process.kill(signal),
    stopReading: () => void running.process.stdout?.destroy(),
    async end() {
      if (ranCodeDir !== undefined) await keepRanCode(ranCodeDir, app, running);
      running.process.kill('SIGKILL');
      await running.ended;
    },
    async launchSecond(more) {
      const second = await launch({
        browser,
        args: ['-r', recorder, app, ...more],
        env: environment,
        onSecondInstance: (...started) => void running.app.instanceStarted(...started).catch(() => {}),
      });
      return second.ended;
    },
  };
}
