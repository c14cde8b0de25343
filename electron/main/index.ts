import { join } from 'node:path';
import { app, Notification } from 'electron';
import { attachPort, createStderrLog } from '#core';
import type { Command } from '#shared/model/command.ts';
import { createTexts } from '#shared/texts/index.ts';
import { createCallWindows } from './callWindows.ts';
import { commandArguments, runCommand } from './commandLine.ts';
import { createDesk } from './desk.ts';
import { createFarewell } from './farewell.ts';
import { followEvents } from './followEvents.ts';
import { guardPages } from './guards.ts';
import { identify } from './identity.ts';
import { gatherLinks } from './links.ts';
import type { Links } from './links.ts';
import { startsHidden } from './loginItem.ts';
import { setMenu } from './menu.ts';
import { createNotifications } from './notifications.ts';
import { openCore } from './openCore.ts';
import { createPages } from './pages.ts';
import { servePage } from './pageProtocol.ts';
import { places } from './places.ts';
import { servePorts } from './ports.ts';
import { createPresence } from './presence.ts';
import { manageQuitting } from './quitting.ts';
import { registerSchemes } from './schemes.ts';
import { createSettingsInForce } from './settingsInForce.ts';
import { createSounding } from './sounding.ts';
import { serveSounds } from './soundProtocol.ts';
import { createStanding } from './standing.ts';
import { failToStart } from './startFailure.ts';
import { createTrayDeeds } from './trayDeeds.ts';
import { createWindowMemory } from './windowMemory.ts';
import { createZoom } from './zoom.ts';

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
  const links = gatherLinks();
  app
    .whenReady()
    .then(() => boot(dataDir, links))
    .catch((error: unknown) => failToStart(texts, error));
}

async function boot(dataDir: string, links: Links): Promise<void> {
  guardPages();
  const core = await openCore({ texts, dataDir, openLog: (secrets) => createStderrLog('warn', secrets) });
  if (core === null) return app.exit(0);
  const { log } = core;
  const memory = createWindowMemory(join(core.dataDir, 'window.json'));
  const zoom = createZoom({ memory });
  const desk = createDesk({ core, memory, log });
  const pages = createPages({ core, desk, callWindows: createCallWindows({ log }), zoom });
  core.onAct(pages.act);
  const presence = createPresence({ texts, desk, ...createTrayDeeds({ client: core.client, desk, log }), onQuit: () => app.quit() });
  const standing = createStanding({ client: core.client, statuses: () => core.settings().statuses, presence });
  const settingsInForce = createSettingsInForce({ log });
  const openFromAlert = (opened: Command): void => {
    desk.raise(opened);
    // A page that opens one call says so itself.
    if (opened.kind !== 'open-alert') return;
    core.client.alerts.handled({ noticeId: opened.noticeId }).catch(
      // Not run by a spec: the core answers for as long as it runs.
      (error: unknown) => log.error({ err: error }, 'The core could not be told that an alert was seen'),
    );
  };
  const notifications = createNotifications({
    texts,
    statuses: () => core.settings().statuses,
    onClick: openFromAlert,
    settled: async (noticeIds) => (await core.client.alerts.settled({ noticeIds: [...noticeIds] })).noticeIds,
    onSound: createSounding({ core, desk, log }).play,
    log,
  });

  servePage();
  serveSounds({ recordingFile: (...which) => core.recordingFile(...which), takeFile: (id) => core.takeFile(id), log });
  servePorts({ attach: (port) => attachPort(core.api, port), log });
  setMenu({ texts, press: pages.press, resize: zoom.change, dataDir: core.dataDir });

  const ended = new AbortController();
  await followEvents({
    client: core.client,
    onEvent(event) {
      if (event.kind === 'settings' || event.kind === 'reset') settingsInForce.apply(core.settings());
      standing.after(event);
      notifications.after(event);
      if (event.kind === 'followUpDue') {
        presence.announced({ about: 'calls', level: 'normal', count: event.count, urgentCount: 0 });
        notifications.remind(event);
      }
      if (event.kind !== 'alert') return;
      presence.announced(event);
      notifications.announce(event);
    },
    signal: ended.signal,
    log,
  });
  await core.start();
  core.announce(null);
  standing.look();
  settingsInForce.apply(core.settings());
  manageQuitting({
    texts,
    window: desk.window,
    staysWithoutWindow: () => core.settings().desktop.closeToTray,
    onStay: createFarewell({ texts, memory, onClick: () => desk.raise() }),
    async close() {
      ended.abort();
      await core.close();
    },
    log,
  });
  if (links.isAsked() || !startsHidden(core.settings().desktop)) await desk.show();
  links.follow((callId) => desk.raise({ kind: 'open-call', callId }));
  // Another start of the same app; the dock on a Mac; on Windows a notification of which no object is left, as of an earlier
  // run. Not before: the click that started Earshot is told at once.
  app.on('second-instance', () => desk.raise());
  app.on('activate', () => desk.raise());
  if (process.platform === 'win32') Notification.handleActivation(() => desk.raise());
}
