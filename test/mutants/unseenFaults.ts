import type { Fault } from './fault.ts';

/** Chosen by somebody who had read the sources and none of the specs. */
export const unseenFaults: readonly Fault[] = [
  {
    name: 'An urgent call that falls into a burst is folded into “n more” like any other',
    // The operator misses the urgent call: within a burst it only raises a count, and as the burst stays "folded" until the next alert, even one long after it comes as an ordinary notification that goes away by itself.
    changes: [{ file: 'electron/main/notifications.ts', find: "isUrgent: level === 'urgent',", replace: "isUrgent: level === 'urgent' && event.count > 1," }],
    caughtBy: 'notifications.spec.ts: a lost hand-over is urgent and stays; many calls at once are one, which opens exactly those',
  },
  {
    name: 'A window that was left above the top edge of every display counts as within reach',
    // After a display above the main one is unplugged, the window opens with its title bar (or all of it) above the screen: the user cannot drag it, and the place is remembered again at every close.
    changes: [{ file: 'electron/main/windowPlace.ts', find: 'across >= titleBar.across && place.y >= area.y - 1 && place.y', replace: 'across >= titleBar.across && place.y' }],
    caughtBy: 'window.spec.ts: the window opens on a display that is there',
  },
  {
    name: 'The end of a range is taken as it was asked for, not cut to the end of the sound',
    // A player that asks for fixed blocks gets, for the last one, a Content-Length and Content-Range longer than the sound: it waits for bytes that never come or reports a network error; and a range wholly past the end is answered 206 instead of 416.
    changes: [{ file: 'electron/main/byteRange.ts', find: "last: Math.min(to === '' ? Infinity : Number(to), size - 1) };", replace: "last: to === '' ? size - 1 : Number(to) };" }],
    caughtBy: 'sounds.spec.ts: sounds are answered by the rules of ranges',
  },
  {
    name: 'Whether a page file is contained is decided by the name of the folder without the separator after it',
    // A script on the page can read files of folders beside the page's whose name begins alike (out/renderer-old, renderer.bak) by an encoded "..": they leave the folder that is meant to be the only one served.
    changes: [{ file: 'electron/main/pageFile.ts', find: 'if (!path.startsWith(dir + sep)) return null;', replace: 'if (!path.startsWith(dir) || path.endsWith(sep)) return null;' }],
    caughtBy: 'guards.spec.ts: the page’s folder is not taken for one whose name begins alike',
  },
  {
    name: 'The preload gives a port once only, so a page that has lost its port gets no other',
    // After the channel broke once the desk shows no new calls and answers nothing, and every attempt of the page to connect again goes unheard until the window is loaded again.
    changes: [{ file: 'electron/preload/index.ts', find: '[port2]);\n});', replace: '[port2]);\n}, { once: true });' }],
    caughtBy: 'calls.spec.ts: a page that asks again gets another port for the one it had, which is closed',
  },
  {
    name: 'Whoever once decided to keep Earshot running is never asked again',
    // After one "Keep running" the close button, the menu's Quit and its key do nothing any more: the user has to kill the process.
    changes: [{ file: 'electron/main/quitting.ts', find: '    isAsking = false;\n    if (response === 0) quit();', replace: '    if (response === 0) quit();' }],
    caughtBy: 'quitting.spec.ts: quitting says that calls will not be received, and can be taken back',
  },
  {
    name: 'The sleep blocker is released only where its id is truthy, and Electron numbers the first one 0',
    // The operator turns off "keep the computer awake" and it goes on being kept awake (battery, unattended machine) until Earshot ends.
    changes: [{ file: 'electron/main/settingsInForce.ts', find: 'else if (blocker !== null) {', replace: 'else if (blocker) {' }],
    caughtBy: 'window.spec.ts: the computer is kept awake while calls are received, unless the settings say otherwise',
  },
  {
    name: 'An address counts as the own page when it begins like it',
    // app://earshot.elsewhere/ and app://earshot@elsewhere/ are other origins, yet they may be navigated to, are served, are granted the clipboard and, as senders, are given a port with the whole contract.
    changes: [{ file: 'electron/main/pageAddress.ts', find: '  const url = URL.parse(address);\n  return url?.protocol === `${pageAt.scheme}:` && url.host === pageAt.host;', replace: '  return address.startsWith(`${pageAt.scheme}://${pageAt.host}`);' }],
    caughtBy: 'guards.spec.ts: a port is taken from the own page only',
  },
  {
    name: 'A failed start ends as an ordinary quit',
    // The process ends with code 0, so scripts and service managers take the failure for a clean end; and where it fails after quitting is managed, the user is asked whether to quit an app that did not start.
    changes: [{ file: 'electron/main/startFailure.ts', find: '  app.exit(1);', replace: '  app.quit();' }],
    caughtBy: 'failures.spec.ts: a port that is taken is told in words',
  },
  {
    name: 'The single-instance lock is asked for before the data directory is told to Electron',
    // The lock then belongs to Electron's default folder and not to the data directory: a second Earshot with its own EARSHOT_DATA ends at once without a word and merely raises the other's window.
    changes: [{ file: 'electron/main/index.ts', find: '  const dataDir = identify();\n  registerSchemes();\n  if (!app.requestSingleInstanceLock()) return app.quit();', replace: '  const isOnlyOne = app.requestSingleInstanceLock();\n  const dataDir = identify();\n  registerSchemes();\n  if (!isOnlyOne) return app.quit();' }],
    caughtBy: 'window.spec.ts: apps with data directories of their own run side by side',
  },
];
