import type * as Electron from 'electron';
import type { WindowsFace } from '../faces.ts';
import type { Remote } from '../wire.ts';
import { strict, strictEmitter, whole } from './strict.ts';
import type { Part } from './strict.ts';

export interface SystemDeps {
  readonly isReady: () => boolean;
  readonly windows: Remote<WindowsFace>;
}

/** The modules that stand for the operating system: nothing of them reaches it. */
export function createSystem({ isReady, windows }: SystemDeps): Pick<typeof Electron, 'dialog' | 'shell' | 'nativeTheme' | 'powerMonitor' | 'powerSaveBlocker' | 'screen'> {
  return {
    nativeTheme: createNativeTheme(windows),
    powerMonitor: createPowerMonitor(),
    powerSaveBlocker: createPowerSaveBlocker(),
    screen: createScreen(isReady),

    // There is nobody to read a box: every box is answered with its default.
    dialog: strict<Electron.Dialog>('dialog', {
      showErrorBox(title, content) {
        process.stderr.write(`${title}\n${content}\n`);
      },
      showMessageBox: (...args: unknown[]) => Promise.resolve({ response: defaultOf(args), checkboxChecked: false }),
      showMessageBoxSync: (...args: unknown[]) => defaultOf(args),
    }),

    shell: strict<Electron.Shell>('shell', {
      openExternal: (address) => (URL.canParse(address) ? Promise.resolve() : Promise.reject(new Error('Invalid URL'))),
      showItemInFolder() {},
      openPath: () => Promise.resolve(''),
    }),
  };
}

function defaultOf(args: readonly unknown[]): number {
  const options = args.at(-1) as Electron.MessageBoxOptions;
  return options.defaultId ?? 0;
}

/** The desktop itself is light. */
function createNativeTheme(windows: Remote<WindowsFace>): Electron.NativeTheme {
  let source: Electron.NativeTheme['themeSource'] = 'system';

  class NativeTheme extends strictEmitter('nativeTheme') implements Part<Electron.NativeTheme> {
    get themeSource(): typeof source {
      return source;
    }

    set themeSource(wanted: typeof source) {
      if (!['system', 'light', 'dark'].includes(wanted)) throw new TypeError('Error processing argument');
      if (wanted === source) return;
      source = wanted;
      windows.setColorScheme(this.shouldUseDarkColors ? 'dark' : 'light').catch(() => {});
      this.emit('updated');
    }

    get shouldUseDarkColors(): boolean {
      return source === 'dark';
    }
  }
  return whole(new NativeTheme());
}

/** Nothing but listeners: a test emits what the system would say. */
function createPowerMonitor(): Electron.PowerMonitor {
  class PowerMonitor extends strictEmitter('powerMonitor') {}
  return whole(new PowerMonitor() as Part<Electron.PowerMonitor>);
}

function createPowerSaveBlocker(): Electron.PowerSaveBlocker {
  const running = new Set<number>();
  // Electron's first is 0.
  let nextId = 0;
  return strict('powerSaveBlocker', {
    start(type) {
      if (!['prevent-app-suspension', 'prevent-display-sleep'].includes(type)) throw new TypeError('Error processing argument');
      const id = nextId;
      nextId += 1;
      running.add(id);
      return id;
    },
    stop: (id) => running.delete(id),
    isStarted: (id) => running.has(id),
  });
}

function createScreen(isReady: () => boolean): Electron.Screen {
  const workArea = { x: 0, y: 0, width: 1920, height: 1040 };
  const display = whole<Electron.Display>({ id: 1, scaleFactor: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 }, workArea, workAreaSize: workArea });

  class Screen extends strictEmitter('screen') implements Part<Electron.Screen> {
    getPrimaryDisplay(): Electron.Display {
      if (!isReady()) throw new Error("The 'screen' module can't be used before the app 'ready' event");
      return display;
    }

    getAllDisplays(): Electron.Display[] {
      return [this.getPrimaryDisplay()];
    }

    getDisplayMatching(): Electron.Display {
      return this.getPrimaryDisplay();
    }
  }
  return whole(new Screen());
}
