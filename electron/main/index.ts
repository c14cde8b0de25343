import { app, Notification } from 'electron';
import { attachPort, createStderrLog } from '#core';
import type { Command } from '#shared/model/command.ts';
import { createTexts } from '#shared/texts/index.ts';
import { createAttention } from './attention.ts';
import { commandArguments, runCommand } from './commandLine.ts';
import { createDesk } from './desk.ts';
import { followEvents } from './followEvents.ts';
import { guardPages } from './guards.ts';
import { identify } from './identity.ts';
import { setMenu } from './menu.ts';
import { createNotifications } from './notifications.ts';
import { openCore } from './openCore.ts';
import { servePage } from './pageProtocol.ts';
import { places } from './places.ts';
import { servePorts } from './ports.ts';
import { manageQuitting } from './quitting.ts';
import { registerSchemes } from './schemes.ts';
import { createSettingsInForce } from './settingsInForce.ts';
import { serveSounds } from './soundProtocol.ts';
import { failToStart } from './startFailure.ts';

const texts = createTexts();
// Whoever started this may have gone, and reads no more.
process.stdout.on('error', () => {});

const command = commandArguments(process.argv, app.isPackaged);
if (command === null) start();
else void runCommand(command, places.headless);

/** All this before Electron is ready, which it becomes once this module has run to its end. */
function start(): void {
  const dataDir = identify();
  registerSchemes();
  if (!app.requestSingleInstanceLock()) return app.quit();
  app
    .whenReady()
    .then(() => boot(dataDir))
    .catch((error: unknown) => failToStart(texts, error));
}

async function boot(dataDir: string): Promise<void> {
  guardPages();
  const core = await openCore({ texts, dataDir, openLog: (secrets) => createStderrLog('warn', secrets) });
  if (core === null) return app.exit(0);
  const { log } = core;
  const desk = createDesk({ core, log });
  const attention = createAttention(desk);
  const settingsInForce = createSettingsInForce();
  const openFromAlert = (opened: Command): void => {
    desk.raise(opened);
    // A page that opens one call says so itself.
    if (opened.kind !== 'open-alert') return;
    core.client.alerts.handled({ noticeId: opened.noticeId }).catch(
      // Not run by a spec: the core answers for as long as it runs.
      (error: unknown) => log.error({ err: error }, 'The core could not be told that an alert was seen'),
    );
  };
  const notifications = createNotifications({ texts, statuses: () => core.settings().statuses, onClick: openFromAlert, hasPage: () => desk.window() !== null, log });

  servePage();
  serveSounds({ recordingFile: (...which) => core.recordingFile(...which), takeFile: (id) => core.takeFile(id), log });
  servePorts({ attach: (port) => attachPort(core.api, port), log });
  setMenu({ texts, openSettings: () => desk.raise({ kind: 'open-settings' }), openKeys: () => desk.raise({ kind: 'open-keys' }), dataDir: core.dataDir });

  const ended = new AbortController();
  await followEvents({
    client: core.client,
    onEvent(event) {
      if (event.kind === 'settings' || event.kind === 'reset') settingsInForce.apply(core.settings());
      if (event.kind === 'followUpDue') {
        attention.announced({ about: 'calls', level: 'normal', count: 1 });
        notifications.remind(event);
      }
      if (event.kind !== 'alert') return;
      attention.announced(event);
      notifications.announce(event);
    },
    signal: ended.signal,
    log,
  });
  await core.start();
  core.announce(null);
  settingsInForce.apply(core.settings());
  manageQuitting({
    texts,
    window: desk.window,
    async close() {
      ended.abort();
      await core.close();
    },
    log,
  });
  await desk.show();
  // Another start of the same app; the dock on a Mac; on Windows a notification of which no object is left, as of an earlier
  // run. Not before: the click that started Earshot is told at once.
  app.on('second-instance', () => desk.raise());
  app.on('activate', () => desk.raise());
  if (process.platform === 'win32') Notification.handleActivation(() => desk.raise());
}
