import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type * as Electron from 'electron';
import { launchDouble } from './desktop/double.ts';
import { launchElectron } from './desktop/electron.ts';
import { readRecord } from './desktop/record.ts';
import type { Recorded, RecordOf } from './desktop/record.ts';
import { menuIn, windowStatesIn } from './desktop/probes.ts';
import type { MenuEntry, WindowState } from './desktop/probes.ts';
import { postPush } from './startCore.ts';
import { waitFor } from './waitFor.ts';

/** The desktop app as a process: on the double of Electron, or on Electron itself. */
export interface DesktopProcess {
  /** Pages of the open windows, in the order in which they were opened. */
  windows(): Page[];
  /** Runs a function in the app's main process with the `electron` module; it refers to nothing outside itself. */
  evaluate<Result, Argument>(run: (electron: typeof Electron, argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result>;
  /** What it has written so far. */
  stdout(): string;
  stderr(): string;
  /** Its exit code, once it has ended; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
  /** Goes away from its output, as a terminal that is closed. */
  stopReading(): void;
  /** Ends it at once where it still runs. */
  end(): Promise<void>;
  /** Starts another instance with these arguments and returns its exit code. */
  launchSecond(argv: readonly string[]): Promise<number | null>;
}

export interface Launch {
  /** The app's folder. */
  readonly app: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly browser: Browser | null;
}

/** The desktop app as a test meets it. */
export interface Desktop extends Pick<DesktopProcess, 'windows' | 'evaluate' | 'stdout' | 'stderr' | 'ended' | 'kill' | 'stopReading' | 'launchSecond'> {
  readonly dataDir: string;
  /** The first window's page, once there is one. */
  window(): Promise<Page>;
  /** The address that calls are pushed to, once the receiver is ready. */
  pushUrl(): Promise<string>;
  /** Pushes a body and expects success. */
  push(body: unknown): Promise<void>;
  windowStates(): Promise<WindowState[]>;
  /** Every notification that was shown so far. */
  notifications(): Promise<RecordOf<'notification'>[]>;
  /** Clicks one of them, after a garbage collection: a notification that the app let go of cannot be clicked. */
  clickNotification(index: number): Promise<void>;
  badgeCount(): Promise<number>;
  /** Every error box and message box that was shown so far. */
  shownDialogs(): Promise<RecordOf<'dialog'>[]>;
  /** Answers the message boxes to come with this button; without it they are answered with their default. */
  answerDialogs(buttonIndex: number): Promise<void>;
  /** The application menu, or null. */
  menu(): Promise<MenuEntry[] | null>;
  /** Clicks an item by the labels on the way to it. */
  clickMenu(...labels: readonly string[]): Promise<void>;
  /** What the tray says, and the labels of its menu. */
  tray(): Promise<{ readonly toolTip: string; readonly title: string; readonly items: readonly string[] }>;
  /** Clicks its icon, after a garbage collection: an entry that the app let go of is gone. */
  clickTray(): Promise<void>;
  clickTrayMenu(label: string): Promise<void>;
  isSleepPrevented(): Promise<boolean>;
  /** Addresses that were handed to the system's browser. */
  openedExternally(): Promise<string[]>;
  /** Closes the first window as its user would. */
  closeWindow(): Promise<void>;
  /** What a click on the app's icon does on macOS. */
  activate(): Promise<void>;
  /** Ends the app as its user would and returns its exit code. */
  quit(): Promise<number | null>;
  /** Kills it where it still runs, and deletes its folders unless the data directory was given. */
  [Symbol.asyncDispose](): Promise<void>;
}

export interface LaunchOptions {
  /** Playwright's, for the double's windows; Electron has its own. */
  readonly browser: Browser | null;
  /** Another app than Earshot. */
  readonly app?: string;
  readonly dataDir?: string;
  /** Where the system has apps keep what is theirs; a folder of its own unless it is to be shared. */
  readonly profile?: string;
  /** Undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Has the double pose as the app on another system, or as the packed one. */
  readonly pose?: { readonly platform?: NodeJS.Platform; readonly isPackaged?: boolean };
  /** Written to settings.json before the start. */
  readonly settings?: unknown;
  readonly argv?: readonly string[];
}

/** Which of the two runs here: `EARSHOT_DESKTOP=electron` asks for Electron itself. */
export const isRealElectron = process.env['EARSHOT_DESKTOP'] === 'electron';

/** Starts the built desktop app on a free port, with a data directory and an Electron profile of its own. */
export async function launchDesktop({ browser, app, dataDir, profile, env = {}, pose, settings, argv = [] }: LaunchOptions): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-desktop-'));
  const dir = dataDir ?? join(folder, 'data');
  const recordFile = join(folder, 'record.ndjson');
  await mkdir(dir, { recursive: true });
  if (settings !== undefined) await writeFile(join(dir, 'settings.json'), JSON.stringify(settings));
  const start = isRealElectron ? launchElectron : launchDouble;
  const running = await start({
    app: app ?? join(import.meta.dirname, '..', '..'),
    argv,
    browser,
    env: { EARSHOT_DATA: dir, EARSHOT_PORT: '0', ...env, EARSHOT_TEST_RECORD: recordFile, EARSHOT_TEST_PROFILE: profile ?? join(folder, 'profile'), EARSHOT_TEST_POSE: pose && JSON.stringify(pose) },
  });
  const recorded = <Kind extends Recorded['kind']>(kind: Kind): Promise<RecordOf<Kind>[]> => readRecord(recordFile, kind);

  /** There is nothing to wait for once it has ended. */
  const whileItRuns = <Result>(waited: Promise<Result>): Promise<Result> =>
    Promise.race([
      waited,
      running.ended.then((code) => {
        throw new Error(`The app has ended with ${code}:\n${running.stderr()}`);
      }),
    ]);

  const desktop: Desktop = {
    ...running,
    // Nobody sees the one that makes sounds.
    windows: () => running.windows().filter((page) => !page.url().includes('/sound.html')),
    dataDir: dir,
    window: () => whileItRuns(waitFor(() => desktop.windows()[0], 20_000)),
    pushUrl: () => whileItRuns(waitFor(() => pushUrlOf(dir), 20_000)),
    async push(body) {
      const response = await postPush(await desktop.pushUrl(), body);
      if (!response.ok) throw new Error(`The push was refused: ${response.status} ${await response.text()}`);
    },
    windowStates: () => running.evaluate(windowStatesIn, null),
    notifications: () => recorded('notification'),
    clickNotification: (index) => running.evaluate((_electron, at) => globalThis.earshotRecorder.clickNotification(at), index),
    badgeCount: () => running.evaluate(({ app }) => app.getBadgeCount(), null),
    shownDialogs: () => recorded('dialog'),
    answerDialogs: (buttonIndex) =>
      running.evaluate((_electron, button) => {
        globalThis.earshotRecorder.answer = button;
      }, buttonIndex),
    menu: () => running.evaluate(menuIn, null),
    clickMenu: (...labels) =>
      running.evaluate(({ Menu }, path) => {
        let items = Menu.getApplicationMenu()?.items ?? [];
        for (const [depth, label] of path.entries()) {
          const item = items.find((candidate) => candidate.label === label);
          if (item === undefined) throw new Error(`There is no menu item ${path.slice(0, depth + 1).join(' → ')}`);
          if (depth === path.length - 1) item.click();
          items = item.submenu?.items ?? [];
        }
      }, labels),
    tray: () =>
      running.evaluate(() => {
        const { toolTip, title, menu } = globalThis.earshotRecorder.tray;
        return { toolTip, title, items: (menu?.items ?? []).map(({ label }) => label).filter((label) => label !== '') };
      }, null),
    clickTray: () => running.evaluate(() => globalThis.earshotRecorder.clickTray(), null),
    clickTrayMenu: (label) =>
      running.evaluate((_electron, wanted) => {
        const item = globalThis.earshotRecorder.tray.menu?.items.find((candidate) => candidate.label === wanted);
        if (item === undefined) throw new Error(`The tray's menu has no ${wanted}`);
        item.click();
      }, label),
    isSleepPrevented: () => running.evaluate(({ powerSaveBlocker }) => globalThis.earshotRecorder.blockers.some((id) => powerSaveBlocker.isStarted(id)), null),
    openedExternally: async () => (await recorded('external')).map(({ url }) => url),
    // Rather one that is seen: another may only make a sound, and goes by itself.
    closeWindow: () => running.evaluate(({ BrowserWindow }) => (BrowserWindow.getAllWindows().find((window) => window.isVisible()) ?? BrowserWindow.getAllWindows()[0])?.close(), null),
    activate: () =>
      running.evaluate(({ app }) => {
        app.emit('activate', {}, false);
      }, null),
    async quit() {
      await running.evaluate(({ app }) => setImmediate(() => app.quit()) && null, null);
      return running.ended;
    },
    async [Symbol.asyncDispose]() {
      await running.end();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  return desktop;
}

async function pushUrlOf(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, 'running.json'), 'utf8').catch(() => '');
  try {
    return (JSON.parse(text) as { readonly pushUrl: string | null }).pushUrl;
  } catch {
    // Not there, or not wholly written yet.
    return null;
  }
}
