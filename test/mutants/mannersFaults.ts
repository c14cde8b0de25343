import type { Fault } from './fault.ts';

const once = 'tray.spec.ts: a window that is closed leaves Earshot in the tray, which is said once';
const counts = 'tray.spec.ts: the tray tells how many calls nobody has read, and which are urgent until somebody looks';
const waits = 'tray.spec.ts: the tray tells how many customers wait to be called back, and opens the next one';
const pauses = 'tray.spec.ts: alerts are paused for an hour from the tray, and gone on with';
const ownWindow = 'callWindow.spec.ts: a call has a window of its own, once, beside the desk';
const handled = 'notifications.spec.ts: a reminder takes the place of the one before, and what is handled goes by itself';
const unseenSounds = 'tray.spec.ts: without a window Earshot makes its own sounds, in the volume that was set, on a page that goes again';
const larger = 'zoom.spec.ts: everything is shown larger and smaller, in all windows';

/** Mistakes in the manners of a desktop app: tray, taskbar, login, links, windows, zoom. */
export const mannersFaults: readonly Fault[] = [
  {
    name: 'Nobody holds on to the tray’s entry, so that its icon goes with it',
    changes: [
      { file: 'electron/main/tray.ts', find: "const tray = new Tray(images.none);", replace: "const held = new WeakRef(new Tray(images.none));\n  const tray = { on: (...args: ['click', () => void]) => held.deref()?.on(...args), setImage: (image: NativeImage) => held.deref()?.setImage(image), setToolTip: (text: string) => held.deref()?.setToolTip(text), setTitle: (text: string) => held.deref()?.setTitle(text), setContextMenu: (menu: Menu) => held.deref()?.setContextMenu(menu) };" },
    ],
    caughtBy: once,
  },
  {
    name: 'Each time the window is closed, it is said that Earshot goes on',
    changes: [{ file: 'electron/main/farewell.ts', find: '    memory.keep({ toldOfTray: true });\n', replace: '' }],
    caughtBy: once,
  },
  {
    name: 'Nobody is told that Earshot goes on without its window',
    changes: [{ file: 'electron/main/quitting.ts', find: 'if (staysWithoutWindow()) return onStay();', replace: 'if (staysWithoutWindow()) return;' }],
    caughtBy: once,
  },
  {
    name: 'Closing the window quits although Earshot is to go on in the tray',
    changes: [{ file: 'electron/main/index.ts', find: 'staysWithoutWindow: () => core.settings().desktop.closeToTray', replace: 'staysWithoutWindow: () => !core.settings().desktop.closeToTray' }],
    caughtBy: once,
  },
  {
    name: 'It counts as said where nothing could be shown',
    changes: [{ file: 'electron/main/farewell.ts', find: ' || !Notification.isSupported()) return;', replace: ') return;\n    memory.keep({ toldOfTray: true });\n    if (!Notification.isSupported()) return;' }],
    caughtBy: 'tray.spec.ts: where no notification can be shown, nothing is said, and it is said another time',
  },
  {
    name: 'The tray says nothing of the calls that wait',
    changes: [{ file: 'electron/main/presence.ts', find: '      tray.show({ counts });\n', replace: '' }],
    caughtBy: counts,
  },
  {
    name: 'What is unread is counted at the start only',
    changes: [{ file: 'electron/main/standing.ts', find: "kind === 'call' || kind === 'review') unread", replace: "kind === 'review') unread" }],
    caughtBy: counts,
  },
  {
    name: 'Calls that nobody answered wait to be read',
    changes: [{ file: 'electron/main/standing.ts', find: '(counted.has(meaningOfStatus(code, statuses).group) ? count : 0)', replace: '(counted.has(meaningOfStatus(code, statuses).group) ? count : count)' }],
    caughtBy: counts,
  },
  {
    name: 'The tray counts every call as urgent',
    changes: [{ file: 'electron/main/attention.ts', find: 'counts.urgent + (isUrgent ? urgentCount : 0)', replace: 'counts.urgent + count' }],
    caughtBy: counts,
  },
  {
    name: 'The tray says nothing of customers who wait to be called back',
    changes: [{ file: 'electron/main/standing.ts', find: '      presence.waiting(count);\n', replace: '      if (count < 0) presence.waiting(count);\n' }],
    caughtBy: waits,
  },
  {
    name: 'Nobody looks whether a call reached a customer who waits',
    changes: [{ file: 'electron/main/standing.ts', find: " || (kind === 'call' && hasWaiting)) waiting", replace: ' || (hasWaiting && false)) waiting' }],
    caughtBy: waits,
  },
  {
    name: 'The tray does not tell that alerts are paused',
    changes: [{ file: 'electron/main/standing.ts', find: '      if (isAnything) pause.changed();\n', replace: '' }],
    caughtBy: pauses,
  },
  {
    name: 'Alerts that are paused from the tray stay so',
    changes: [{ file: 'electron/main/tray.ts', find: 'click: () => onPause(0)', replace: 'click: () => onPause(pauseMinutes)' }],
    caughtBy: pauses,
  },
  {
    name: 'The title beside the tray is set on every system',
    changes: [{ file: 'electron/main/tray.ts', find: "if (process.platform === 'darwin') tray", replace: 'tray' }],
    caughtBy: counts,
  },
  {
    name: 'On Windows nothing in the taskbar tells of calls that wait',
    changes: [{ file: 'electron/main/presence.ts', find: '      markTaskbar({ texts, desk, counts });\n', replace: '      if (counts.unseen < 0) markTaskbar({ texts, desk, counts });\n' }],
    caughtBy: 'tray.spec.ts: on Windows the window’s button in the taskbar is marked',
  },
  {
    name: 'A link that leads elsewhere than to a call is taken for one',
    changes: [{ file: 'shared/contract/desktop.ts', find: ' || url.host !== linksAt.host || ', replace: ' || ' }],
    caughtBy: 'links.spec.ts: another start with a link opens its call, and with any other nothing',
  },
  {
    name: 'A link may hold more than a call’s id',
    changes: [{ file: 'shared/contract/desktop.ts', find: " || url.search !== '' || url.hash !== '') return null;", replace: ') return null;' }],
    caughtBy: 'links.spec.ts: another start with a link opens its call, and with any other nothing',
  },
  {
    name: 'A link’s id is not looked at',
    changes: [{ file: 'shared/contract/desktop.ts', find: 'return linkedCallSchema.safeParse(decodeURIComponent(encoded)).data ?? null;', replace: "return linkedCallSchema.safeParse('').data ?? decodeURIComponent(encoded);" }],
    caughtBy: 'links.spec.ts: another start with a link opens its call, and with any other nothing',
  },
  {
    name: 'A link that comes with another start is not looked for',
    changes: [{ file: 'electron/main/links.ts', find: '    const callId = linkedCall(argv);\n', replace: '    const callId = linkedCall(argv.slice(argv.length));\n' }],
    caughtBy: 'links.spec.ts: another start with a link opens its call, and with any other nothing',
  },
  {
    name: 'A start does not look for a link among its arguments',
    changes: [{ file: 'electron/main/links.ts', find: 'let waiting = linkedCall(process.argv);', replace: 'let waiting = linkedCall([]);' }],
    caughtBy: 'links.spec.ts: a start with a link opens its call, also one that would be hidden',
  },
  {
    name: 'A link that a Mac hands over before the window is there is lost',
    changes: [{ file: 'electron/main/links.ts', find: '      if (waiting !== null) open(waiting);\n', replace: '' }],
    caughtBy: 'links.spec.ts: a start with a link opens its call, also one that would be hidden',
  },
  {
    name: 'A Mac is not told that a link was taken',
    changes: [{ file: 'electron/main/links.ts', find: '    event.preventDefault();\n', replace: '' }],
    caughtBy: 'links.spec.ts: a Mac hands links over, before the window is there too, and is told that they are taken',
  },
  {
    name: 'A start that is to be hidden shows its window',
    changes: [{ file: 'electron/main/loginItem.ts', find: 'return process.argv.includes(hiddenFlag) || (', replace: 'return (' }],
    caughtBy: 'login.spec.ts: a start that is to be hidden has no window until somebody asks for one, and receives calls',
  },
  {
    name: 'On Linux Electron is asked for a login item, which it has not',
    changes: [{ file: 'electron/main/loginItem.ts', find: "if (process.platform === 'linux') {", replace: "if (process.platform === 'freebsd') {" }],
    caughtBy: 'login.spec.ts: on Linux a file has the desktop start the packed app at login',
  },
  {
    name: 'At each start the login item is set anew, which undoes what was chosen in the Task Manager',
    changes: [{ file: 'electron/main/loginItem.ts', find: 'if (app.getLoginItemSettings({ args }).openAtLogin !== startAtLogin) app', replace: 'app' }],
    caughtBy: 'login.spec.ts: Windows is told to start the packed app at login, hidden or not, and not twice the same',
  },
  {
    name: 'An app that is being developed is started at login',
    changes: [{ file: 'electron/main/loginItem.ts', find: '  if (!app.isPackaged) return;\n', replace: '' }],
    caughtBy: 'login.spec.ts: an app that is being developed is never started at login',
  },
  {
    name: 'Closing a call’s own window is taken for closing the desk',
    changes: [{ file: 'electron/main/quitting.ts', find: ' || created !== window()) return;', replace: ') return;' }],
    caughtBy: ownWindow,
  },
  {
    name: 'A call’s own window is opened as often as it is asked for',
    changes: [{ file: 'electron/main/callWindows.ts', find: '      if (known !== undefined) return bringToFront(known);\n', replace: '      known?.isDestroyed();\n' }],
    caughtBy: ownWindow,
  },
  {
    name: 'What the menu does about a call is done on the desk, whichever window has the focus',
    changes: [{ file: 'electron/main/pages.ts', find: 'const callId = ofTheDesk.has(row) ? null : callWindows.callIn(window);', replace: 'const callId = ofTheDesk.has(row) || window !== undefined ? null : callWindows.callIn(window);' }],
    caughtBy: 'callWindow.spec.ts: what the menu does about a call is done in the window that has the focus',
  },
  {
    name: 'The size is forgotten with the window',
    changes: [{ file: 'electron/main/zoom.ts', find: '    memory.keep({ zoomLevel: level });\n', replace: '' }],
    caughtBy: larger,
  },
  {
    name: 'A window that is opened later has a size of its own',
    changes: [{ file: 'electron/main/zoom.ts', find: "    contents.on('did-navigate', () => contents.setZoomLevel(level));\n", replace: '' }],
    caughtBy: larger,
  },
  {
    name: 'Everything can be made so small that nobody reads it',
    changes: [{ file: 'electron/main/zoom.ts', find: 'Math.min(bounds.largest, Math.max(bounds.smallest, wanted))', replace: 'Math.min(bounds.largest, wanted)' }],
    caughtBy: larger,
  },
  {
    name: 'Each reminder of a call that is not handled is one more notification that stays',
    changes: [{ file: 'electron/main/notifications.ts', find: '      reminder?.close();\n', replace: '' }],
    caughtBy: handled,
  },
  {
    name: 'What stays until it is handled stays for good',
    changes: [{ file: 'electron/main/index.ts', find: '      notifications.after(event);\n', replace: '' }],
    caughtBy: handled,
  },
  {
    name: 'Earshot is heard although the operator has turned notifications off',
    changes: [{ file: 'electron/main/sounding.ts', find: 'if (volume === 0 || isSilent) return;', replace: 'if (volume === 0 && isSilent) return;' }],
    caughtBy: 'notifications.spec.ts: the desk makes Earshot’s own sounds, unless notifications are turned off in GNOME',
  },
  {
    name: 'Without a window nothing is heard',
    changes: [{ file: 'electron/main/sounding.ts', find: 'if (desk.window() === null) await playHidden(sound, volume);', replace: 'if (desk.window() === null) return;' }],
    caughtBy: unseenSounds,
  },
  {
    name: 'Pages that make sounds stay',
    changes: [{ file: 'electron/main/sounding.ts', find: '      if (!window.isDestroyed()) window.destroy();\n', replace: '' }],
    caughtBy: unseenSounds,
  },
  {
    name: 'The menu undoes on the desk what was decided in a call’s own window',
    changes: [{ file: 'electron/main/pages.ts', find: "'ownWindow', 'worthHearing'])", replace: "'ownWindow', 'worthHearing', 'undo'])" }],
    caughtBy: 'callWindow.spec.ts: the menu takes back what was decided or, in a field, what was typed',
  },
];
