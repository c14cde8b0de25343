import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { AppFace, WindowsFace } from '../faces.ts';
import { connect } from '../wire.ts';
import type { Remote } from '../wire.ts';
import { openWindowPage } from './page.ts';
import type { WindowPage } from './page.ts';

/** An app that runs on the double. */
export interface RunningApp {
  readonly process: ChildProcess;
  readonly app: Remote<AppFace>;
  /** Pages of the open windows, in the order in which they were opened. */
  readonly pages: () => Page[];
  /** Its exit code once it has ended and its windows are gone; null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

export interface LaunchOptions {
  readonly browser: Browser;
  /** As Electron's binary takes them: `['-r', module, folder, …]`. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Another instance, which ends by itself, tells the running one of its arguments. */
  readonly onSecondInstance?: (argv: readonly string[], cwd: string, data: unknown) => void;
  /** Called with each window's page before anything is loaded in it. */
  readonly onPage?: (page: Page) => Promise<void>;
}

/** Starts an app in a process of its own; its windows are pages of a context of their own in the given browser. */
export async function launch({ browser, args, env, onSecondInstance, onPage }: LaunchOptions): Promise<RunningApp> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '..', 'run.ts'), ...args], {
    env: { ...env, ELECTRON_DOUBLE_CHROME: browser.version() },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  const opened = new Map<number, Promise<WindowPage>>();
  const pages = new Map<number, Page>();
  let bridgePort = 0;
  let scheme: 'light' | 'dark' = 'light';
  let context: ReturnType<Browser['newContext']> | null = null;

  const show = (id: number, page: Page): void => {
    pages.set(id, page);
    page.on('close', () => pages.delete(id));
    page.emulateMedia({ colorScheme: scheme }).catch(() => {});
  };
  const windowPage = (id: number): Promise<WindowPage> => opened.get(id) ?? Promise.reject(new Error(`There is no window ${id}`));

  const face: WindowsFace = {
    begin(port) {
      bridgePort = port;
    },
    openPage(id, options) {
      context ??= browser.newContext({ userAgent: options.userAgent, viewport: null });
      opened.set(
        id,
        context.then(async (context) => {
          const opening = await openWindowPage(context, options, {
            id,
            app,
            bridgePort,
            adopt: (popupId, popup) => {
              show(popupId, popup);
              popup.on('close', () => void app.pageGone(popupId).catch(() => {}));
            },
          });
          await onPage?.(opening.page);
          return opening;
        }),
      );
      windowPage(id).then(
        ({ page }) => show(id, page),
        () => {},
      );
    },
    load: async (id, address, permissions) => (await windowPage(id)).load(address, permissions),
    reload: async (id) => (await windowPage(id)).reload(),
    resize: async (id, width, height) => (await windowPage(id)).page.setViewportSize({ width, height }),
    async closePage(id) {
      await opened.get(id)?.then(({ page }) => page.close());
      await pages.get(id)?.close();
    },
    deliver: async (id, document, message) => (await windowPage(id)).deliver(document, message),
    async setColorScheme(wanted) {
      scheme = wanted;
      await Promise.all(Array.from(pages.values(), (page) => page.emulateMedia({ colorScheme: wanted })));
    },
    secondInstance: (argv, cwd, data) => onSecondInstance?.(argv, cwd, data),
  };
  const app = connect<AppFace>(
    {
      send: (message) => {
        if (child.connected) child.send(message as object, () => {});
      },
      onMessage: (listen) => child.on('message', listen),
    },
    () => face,
  );
  const ended = once(child, 'close').then(async () => {
    await (await context)?.close();
    return child.exitCode;
  });
  return { process: child, app, pages: () => [...pages.values()], ended };
}
