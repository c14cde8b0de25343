import { app, dialog, powerMonitor } from 'electron';
import type { BrowserWindow } from 'electron';
import type { i18n } from 'i18next';

interface Deps {
  readonly texts: i18n;
  readonly window: () => BrowserWindow | null;
  /** Whether Earshot goes on without its window. */
  readonly staysWithoutWindow: () => boolean;
  /** Called when it does so from now on. */
  readonly onStay: () => void;
  /** Ends everything in order; what was acknowledged is on disk afterwards. */
  readonly close: () => Promise<void>;
  readonly log: { error(details: object, message: string): void };
}

/** Quitting: asked about once, as calls are not received afterwards; waits for a clean end. */
export function manageQuitting({ texts, window, staysWithoutWindow, onStay, close, log }: Deps): void {
  const t = texts.getFixedT(null, 'desktop');
  let isDecided = false;
  let isAsking = false;
  let closing: Promise<void> | null = null;

  const quit = (): void => {
    isDecided = true;
    app.quit();
  };

  async function ask(): Promise<void> {
    if (isDecided || isAsking) return;
    isAsking = true;
    const options = { type: 'question' as const, message: t('quit.message'), detail: t('quit.detail'), buttons: [t('quit.quit'), t('quit.keep')], defaultId: 1, cancelId: 1, noLink: true };
    const parent = window();
    const { response } = await (parent === null ? dialog.showMessageBox(options) : dialog.showMessageBox(parent, options));
    isAsking = false;
    if (response === 0) quit();
  }

  app.on('before-quit', (event) => {
    if (isDecided) return;
    event.preventDefault();
    // Not at once: the quitting may be Electron's own answer to a signal that is about to be heard here too.
    setImmediate(() => void ask());
  });
  // Without its window Earshot goes on in the tray, or in a Mac's dock; where it is not to, closing it is quitting.
  app.on('browser-window-created', (_event, created) => {
    created.on('close', (event) => {
      if (process.platform === 'darwin' || isDecided || created !== window()) return;
      if (staysWithoutWindow()) return onStay();
      event.preventDefault();
      app.quit();
    });
    // Windows only, where a session ends without `before-quit`.
    created.on('session-end', quit);
  });
  app.on('window-all-closed', () => {
    // Electron quits where nobody listens.
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    closing ??= close()
      .catch((error: unknown) => log.error({ err: error }, 'Earshot did not end cleanly'))
      .finally(() => app.exit(0));
  });

  // Whoever ends the session or the process is not asked.
  powerMonitor.on('shutdown', quit);
  // Only once Electron is ready, as it then sets handlers of its own, which ask.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit);
}
