import type { Fault } from './fault.ts';
import { mannersFaults } from './mannersFaults.ts';

const bootFaults: readonly Fault[] = [
  {
    name: 'The preload is built as an ES module',
    changes: [{ file: 'electron.vite.config.ts', find: "output: { format: 'cjs', entryFileNames: '[name].cjs' }", replace: "output: { format: 'es', entryFileNames: '[name].cjs' }" }],
    caughtBy: 'calls.spec.ts: a call that was pushed is in the feed and opens, over the port',
  },
  {
    name: 'The preload requires node:path, which a sandbox does not have',
    changes: [
      { file: 'electron/preload/index.ts', find: "import { ipcRenderer } from 'electron';", replace: "import { basename } from 'node:path';\nimport { ipcRenderer } from 'electron';" },
      { file: 'electron/preload/index.ts', find: 'ipcRenderer.postMessage(portMessages.offered,', replace: 'ipcRenderer.postMessage(basename(portMessages.offered),' },
    ],
    caughtBy: 'calls.spec.ts: a call that was pushed is in the feed and opens, over the port',
  },
  {
    name: 'The schemes are registered once Electron is ready, which is too late',
    changes: [
      { file: 'electron/main/index.ts', find: '  registerSchemes();\n', replace: '' },
      { file: 'electron/main/index.ts', find: '  guardPages();\n', replace: '  registerSchemes();\n  guardPages();\n' },
    ],
    caughtBy: 'boot.spec.ts: the desktop host opens one window on the desk and ends cleanly',
  },
  {
    name: 'The schemes are registered one after the other, so that the second takes privileges from the first',
    changes: [{ file: 'electron/main/schemes.ts', find: 'supportFetchAPI: true } },\n    {', replace: 'supportFetchAPI: true } },\n  ]);\n  protocol.registerSchemesAsPrivileged([\n    {' }],
    caughtBy: 'boot.spec.ts: the desktop host opens one window on the desk and ends cleanly',
  },
  {
    name: 'The main module awaits that Electron is ready, which waits for the main module',
    changes: [{ file: 'electron/main/index.ts', find: 'if (command === null) start();', replace: 'await app.whenReady();\nif (command === null) start();' }],
    caughtBy: 'boot.spec.ts: the desktop host opens one window on the desk and ends cleanly',
  },
  {
    name: 'The page’s scheme has no handler when the window is opened',
    changes: [
      { file: 'electron/main/index.ts', find: '  servePage();\n', replace: '' },
      { file: 'electron/main/index.ts', find: '  links.follow(', replace: '  servePage();\n  links.follow(' },
    ],
    caughtBy: 'boot.spec.ts: the desktop host opens one window on the desk and ends cleanly',
  },
  {
    name: 'The window has a session of its own, in which the schemes have no handlers',
    changes: [{ file: 'electron/main/pageWindow.ts', find: '      sandbox: true,\n', replace: "      sandbox: true,\n      partition: 'desk',\n" }],
    caughtBy: 'boot.spec.ts: the desktop host opens one window on the desk and ends cleanly',
  },
  {
    name: 'A start that fails is told to nobody',
    changes: [{ file: 'electron/main/index.ts', find: '.catch((error: unknown) => failToStart(texts, error))', replace: '.catch(() => {})' }],
    caughtBy: 'failures.spec.ts: a port that is taken is told in words',
  },
  {
    name: 'Whatever fails while a damaged database is replaced is taken for backups that are not whole, and asked about again',
    changes: [{ file: 'electron/main/openCore.ts', find: "if (from !== 'latest' || !(error instanceof AppError) || error.code !== 'restore-failed') throw error;", replace: "if (!(error instanceof Error)) throw error;" }],
    caughtBy: 'damaged.spec.ts: whose replacement fails halfway is told of in words, and is replaced at the next start',
  },
  {
    name: 'Nobody asks whether the app runs already',
    changes: [{ file: 'electron/main/index.ts', find: '  if (!app.requestSingleInstanceLock()) return app.quit();\n', replace: '' }],
    caughtBy: 'window.spec.ts: a second instance raises the first one’s window and ends',
  },
  {
    name: 'A second start does not bring the window to the front',
    changes: [{ file: 'electron/main/index.ts', find: "  app.on('second-instance', () => desk.raise());\n", replace: '' }],
    caughtBy: 'window.spec.ts: a second instance raises the first one’s window and ends',
  },
  {
    name: 'What Chromium keeps lies among what Earshot keeps',
    changes: [{ file: 'electron/main/identity.ts', find: "app.setPath('sessionData', sessionDir)", replace: "app.setPath('sessionData', dataDir)" }],
    caughtBy: 'window.spec.ts: what Chromium keeps stays apart from the calls',
  },
];

const portFaults: readonly Fault[] = [
  {
    name: 'The port is sent with send, which takes no ports',
    changes: [{ file: 'electron/preload/index.ts', find: 'ipcRenderer.postMessage(portMessages.offered, null, [port1]);', replace: 'ipcRenderer.send(portMessages.offered, port1);' }],
    caughtBy: 'calls.spec.ts: a call that was pushed is in the feed and opens, over the port',
  },
  {
    name: 'The port is never started, so that nothing is heard on it',
    changes: [{ file: 'electron/main/ports.ts', find: '    port.start();\n', replace: '' }],
    caughtBy: 'calls.spec.ts: a call that was pushed is in the feed and opens, over the port',
  },
  {
    name: 'A port is taken from whoever sends one',
    changes: [{ file: 'electron/main/ports.ts', find: 'if (port === undefined || !isOwnPage(senderFrame)) {', replace: 'if (port === undefined) {' }],
    caughtBy: 'guards.spec.ts: a port is taken from the own page only',
  },
  {
    name: 'A port is taken from a frame within the page',
    changes: [{ file: 'electron/main/sender.ts', find: 'frame.parent === null && ', replace: '' }],
    caughtBy: 'guards.spec.ts: a port is taken from the own page only',
  },
  {
    name: 'The sender is looked at when it may have become another page',
    changes: [{ file: 'electron/main/ports.ts', find: '(event) => {\n', replace: 'async (event) => {\n    await Promise.resolve();\n' }],
    caughtBy: 'guards.spec.ts: a port is taken from the own page only',
  },
  {
    name: 'The port that a page had stays open when it asks for another',
    changes: [{ file: 'electron/main/ports.ts', find: '    ports.get(sender.id)?.close();\n', replace: '' }],
    caughtBy: 'calls.spec.ts: a page that asks again gets another port for the one it had, which is closed',
  },
  {
    name: 'The preload gives a port to whoever asks, also to a frame within the page',
    changes: [{ file: 'electron/preload/index.ts', find: 'source !== window || ', replace: '' }],
    caughtBy: 'guards.spec.ts: the preload gives a port to the page only',
  },
];

const pageFaults: readonly Fault[] = [
  {
    name: 'The page has no content security policy',
    changes: [{ file: 'electron/main/pageProtocol.ts', find: "      'content-security-policy': policy,\n", replace: '' }],
    caughtBy: 'guards.spec.ts: the page may load its own scripts and nothing from elsewhere',
  },
  {
    name: 'The built page may run scripts that stand in it, as one that is being developed',
    changes: [{ file: 'electron/main/pageProtocol.ts', find: 'developmentPolicy = contentSecurityPolicy(', replace: 'unused = builtPolicy;\nconst developmentPolicy = contentSecurityPolicy(' }, { file: 'electron/main/pageProtocol.ts', find: 'file.type, builtPolicy)', replace: 'file.type, developmentPolicy)' }],
    caughtBy: 'guards.spec.ts: the page may load its own scripts and nothing from elsewhere',
  },
  {
    name: 'Sounds pass the page’s policy by',
    changes: [{ file: 'electron/main/schemes.ts', find: 'stream: true }', replace: 'stream: true, bypassCSP: true }' }],
    caughtBy: 'guards.spec.ts: the page may load its own scripts and nothing from elsewhere',
  },
  {
    name: 'The page’s files go without the headers that keep their kind and their address to themselves',
    changes: [{ file: 'electron/main/pageProtocol.ts', find: "      'referrer-policy': 'no-referrer',\n      'x-content-type-options': 'nosniff',\n", replace: '' }],
    caughtBy: 'guards.spec.ts: the page’s scheme serves files of the page only',
  },
  {
    name: 'An address of the page may lead out of its folder',
    changes: [{ file: 'electron/main/pageFile.ts', find: '  if (!path.startsWith(dir + sep)) return null;\n', replace: '' }],
    caughtBy: 'guards.spec.ts: the page’s scheme serves files of the page only',
  },
  {
    name: 'An address of the page is checked before it is decoded',
    changes: [
      { file: 'electron/main/pageFile.ts', find: '  if (!path.startsWith(dir + sep)) return null;\n', replace: "  if (URL.parse(address)?.pathname.includes('..') === true) return null;\n" },
    ],
    caughtBy: 'guards.spec.ts: the page’s scheme serves files of the page only',
  },
  {
    name: 'An address of the page is taken from the root of the disk',
    changes: [
      { file: 'electron/main/pageFile.ts', find: "resolve(dir, `.${pathname === '/' ? '/index.html' : pathname}`)", replace: "pathname === '/' ? resolve(dir, 'index.html') : resolve(dir, pathname)" },
    ],
    caughtBy: 'boot.spec.ts: the desktop host opens one window on the desk and ends cleanly',
  },
  {
    name: 'The page’s files are served under any host of its scheme',
    changes: [{ file: 'electron/main/pageProtocol.ts', find: "if (method !== 'GET' || !isPageAddress(url))", replace: "if (method !== 'GET')" }],
    caughtBy: 'guards.spec.ts: the page’s scheme serves files of the page only',
  },
  {
    name: 'A file that is not there is answered with nothing at all',
    changes: [{ file: 'electron/main/pageProtocol.ts', find: 'server === null ? await built(url)', replace: 'server === null ? built(url)' }],
    caughtBy: 'guards.spec.ts: the page’s scheme serves files of the page only',
  },
  {
    name: 'The page may open windows',
    changes: [{ file: 'electron/main/guards.ts', find: "{ action: 'deny' }", replace: "{ action: 'allow' }" }],
    caughtBy: 'guards.spec.ts: the page stays where it is and opens nothing',
  },
  {
    name: 'Whatever the page would open is opened in the system’s browser',
    changes: [
      { file: 'electron/main/guards.ts', find: "import { app, session } from 'electron';", replace: "import { app, session, shell } from 'electron';" },
      { file: 'electron/main/guards.ts', find: "() => ({ action: 'deny' })", replace: "({ url }) => {\n      void shell.openExternal(url);\n      return { action: 'deny' };\n    }" },
    ],
    caughtBy: 'guards.spec.ts: the page stays where it is and opens nothing',
  },
  {
    name: 'The page may go anywhere',
    changes: [{ file: 'electron/main/guards.ts', find: '  if (!isPageAddress(event.url)) event.preventDefault();\n', replace: '  isPageAddress(event.url);\n' }],
    caughtBy: 'guards.spec.ts: the page stays where it is and opens nothing',
  },
  {
    name: 'The page may be sent anywhere by an answer',
    changes: [{ file: 'electron/main/guards.ts', find: "    contents.on('will-redirect', stay);\n", replace: '' }],
    caughtBy: 'guards.spec.ts: the page is not redirected elsewhere',
  },
  {
    name: 'The page may embed web views',
    changes: [{ file: 'electron/main/guards.ts', find: "    contents.on('will-attach-webview', (event) => event.preventDefault());\n", replace: '' }],
    caughtBy: 'guards.spec.ts: the page embeds no web view',
  },
  {
    name: 'Nobody decides over permissions that are asked for, so Electron grants them',
    changes: [{ file: 'electron/main/guards.ts', find: '  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) => decide(isGranted(permission, details)));\n', replace: '' }],
    caughtBy: 'guards.spec.ts: the page is granted copying, and nothing else',
  },
  {
    name: 'Nobody decides over permissions that are checked, so Electron grants them',
    changes: [{ file: 'electron/main/guards.ts', find: '  session.defaultSession.setPermissionCheckHandler((_contents, permission, _origin, details) => isGranted(permission, details));\n', replace: '' }],
    caughtBy: 'guards.spec.ts: the page is granted copying, and nothing else',
  },
  {
    name: 'The page shares a world with the preload',
    changes: [{ file: 'electron/main/pageWindow.ts', find: 'contextIsolation: true,', replace: 'contextIsolation: false,' }],
    caughtBy: 'boot.spec.ts: the desktop host opens one window on the desk and ends cleanly',
  },
  {
    name: 'The page has Node',
    changes: [
      { file: 'electron/main/pageWindow.ts', find: 'sandbox: true,', replace: 'sandbox: false,' },
      { file: 'electron/main/pageWindow.ts', find: 'nodeIntegration: false,', replace: 'nodeIntegration: true,' },
    ],
    caughtBy: 'boot.spec.ts: the desktop host opens one window on the desk and ends cleanly',
  },
  {
    name: 'Dictionaries are fetched from somebody else’s server',
    changes: [{ file: 'electron/main/pageWindow.ts', find: '      spellcheck: false,\n', replace: '' }],
    caughtBy: 'guards.spec.ts: no dictionaries are fetched for the page',
  },
];

const soundFaults: readonly Fault[] = [
  {
    name: 'A range of a sound is answered with the whole of it',
    changes: [{ file: 'electron/main/soundProtocol.ts', find: "headers.get('range'), method", replace: 'headers === null ? null : null, method' }],
    caughtBy: 'sounds.spec.ts: both recordings are drawn from peaks over the port, and play from any place',
  },
  {
    name: 'Sounds are on a scheme that does not stream',
    changes: [{ file: 'electron/main/schemes.ts', find: ', stream: true }', replace: ' }' }],
    caughtBy: 'sounds.spec.ts: both recordings are drawn from peaks over the port, and play from any place',
  },
  {
    name: 'Sounds are on a scheme that other origins may not fetch from',
    changes: [{ file: 'electron/main/schemes.ts', find: 'corsEnabled: true, ', replace: '' }],
    caughtBy: 'sounds.spec.ts: the page fetches a sound that it has to decode itself',
  },
  {
    name: 'Sounds come without the header that lets the page fetch them and change how they sound',
    changes: [{ file: 'electron/main/soundProtocol.ts', find: "'access-control-allow-origin': `${pageAt.scheme}://${pageAt.host}`, ", replace: '' }],
    caughtBy: 'sounds.spec.ts: the page fetches a sound that it has to decode itself',
  },
  {
    name: 'Sounds may be fetched by pages of every origin',
    changes: [{ file: 'electron/main/soundProtocol.ts', find: '`${pageAt.scheme}://${pageAt.host}`', replace: "pageAt.host === '' ? '' : '*'" }],
    caughtBy: 'sounds.spec.ts: sounds are answered by the rules of ranges',
  },
  {
    name: 'What kind a sound is may be guessed from its bytes',
    changes: [{ file: 'electron/main/soundProtocol.ts', find: ", 'x-content-type-options': 'nosniff' }", replace: ' }' }],
    caughtBy: 'sounds.spec.ts: sounds are answered by the rules of ranges',
  },
  {
    name: 'Saved is the form of a sound that is played, not the file as it came',
    changes: [{ file: 'electron/main/soundProtocol.ts', find: 'which.kind, which.form)', replace: "which.kind, 'playable')" }],
    caughtBy: 'sounds.spec.ts: what Chromium does not play is played as PCM and given as it came where that is asked for',
  },
  {
    name: 'A sound is given as it came for any form that is asked for, also where nothing plays it so',
    changes: [{ file: 'shared/contract/desktop.ts', find: "soundFormSchema.catch('playable')", replace: "soundFormSchema.catch('original')" }],
    caughtBy: 'sounds.spec.ts: what Chromium does not play is played as PCM and given as it came where that is asked for',
  },
  {
    name: 'A sound that is to be saved is given to be shown',
    changes: [{ file: 'electron/main/soundProtocol.ts', find: "isDownload ? 'attachment' : 'inline'", replace: "isDownload ? 'inline' : 'inline'" }],
    caughtBy: 'sounds.spec.ts: what Chromium does not play is played as PCM and given as it came where that is asked for',
  },
  {
    name: 'A sound is saved under the name of its file in the data folder',
    changes: [{ file: 'electron/main/soundProtocol.ts', find: 'filename="${sound.name}"', replace: 'filename="${sound.path.slice(-20)}"' }],
    caughtBy: 'sounds.spec.ts: what nobody plays says what it is, and is saved as it came',
  },
  {
    name: 'The link that saves a sound is prevented like every other',
    changes: [{ file: 'electron/main/guards.ts', find: "      if (soundAtAddress(event.url)?.form === 'original') contents.downloadURL(event.url);\n", replace: '      soundAtAddress(event.url);\n' }],
    caughtBy: 'sounds.spec.ts: what nobody plays says what it is, and is saved as it came',
  },
  {
    name: 'The link that saves a sound is followed as well',
    changes: [{ file: 'electron/main/guards.ts', find: "      stay(event);\n      if (soundAtAddress(event.url)?.form === 'original') contents", replace: "      if (soundAtAddress(event.url)?.form !== 'original') stay(event);\n      else contents" }],
    caughtBy: 'sounds.spec.ts: what nobody plays says what it is, and is saved as it came',
  },
  {
    name: 'Any link to a sound saves it',
    changes: [{ file: 'electron/main/guards.ts', find: "soundAtAddress(event.url)?.form === 'original'", replace: 'soundAtAddress(event.url) !== null' }],
    caughtBy: 'sounds.spec.ts: what nobody plays says what it is, and is saved as it came',
  },
];

const notificationFaults: readonly Fault[] = [
  {
    name: 'Nobody holds on to a notification, so that its click is lost with it',
    changes: [{ file: 'electron/main/notifications.ts', find: '    shown.add(notification);\n', replace: '' }],
    caughtBy: 'notifications.spec.ts: an answered call is shown by the system, once, and a click opens it',
  },
  {
    name: 'A click on a notification shows the desk and not the call',
    changes: [{ file: 'electron/main/notifications.ts', find: 'onClick(command))', replace: "onClick({ kind: 'open-settings' }))" }],
    caughtBy: 'notifications.spec.ts: an answered call is shown by the system, once, and a click opens it',
  },
  {
    name: 'What was announced in an earlier run is announced again',
    changes: [{ file: 'electron/main/followEvents.ts', find: '(await client.calls.list({ limit: 1 })).asOfEvent', replace: '(await client.calls.list({ limit: 1 })).asOfEvent * 0' }],
    caughtBy: 'notifications.spec.ts: what an earlier run has announced is not announced again',
  },
  {
    name: 'The count on the icon stays when somebody has looked',
    changes: [{ file: 'electron/main/attention.ts', find: '    change({ unseen: 0, urgent: 0 });\n', replace: '' }],
    caughtBy: 'notifications.spec.ts: what was announced is counted on the icon until somebody looks, and what is urgent flashes',
  },
];

const quittingFaults: readonly Fault[] = [
  {
    name: 'A push is acknowledged before it is on disk, and is lost where the app quits in between',
    changes: [{ file: 'electron/core/receiver/receiver.ts', find: 'return commits.add({ receivedAtMs', replace: 'setTimeout((...late: Parameters<typeof commits.add>) => isClosed || void commits.add(...late), 10_000, { receivedAtMs' }, { file: 'electron/core/receiver/receiver.ts', find: 'asksInVain.has(refusal.httpStatus));\n', replace: 'asksInVain.has(refusal.httpStatus));\n    return Promise.resolve(0);\n' }],
    caughtBy: 'quitting.spec.ts: every push that was acknowledged is on disk when it quits',
  },
  {
    name: 'Quitting waits for nothing: what is under way is cut off',
    changes: [{ file: 'electron/main/quitting.ts', find: "    event.preventDefault();\n    closing ??= close()", replace: '    if (app.exit(0) === undefined) return;\n    closing ??= close()' }],
    caughtBy: 'quitting.spec.ts: every push that was acknowledged is on disk when it quits',
  },
  {
    name: 'The core is not closed when the app quits',
    changes: [{ file: 'electron/main/index.ts', find: '      await core.close();\n', replace: '' }],
    caughtBy: 'quitting.spec.ts: every push that was acknowledged is on disk when it quits',
  },
  {
    name: 'Quitting is not asked about',
    changes: [{ file: 'electron/main/quitting.ts', find: "  app.on('before-quit', (event) => {\n    if (isDecided) return;", replace: "  app.on('before-quit', (event) => {\n    if (isDecided || !isAsking) return;" }],
    caughtBy: 'quitting.spec.ts: quitting says that calls will not be received, and can be taken back',
  },
  {
    name: 'The question whether to quit is answered with yes by its escape key',
    changes: [{ file: 'electron/main/quitting.ts', find: 'cancelId: 1', replace: 'cancelId: 0' }],
    caughtBy: 'quitting.spec.ts: quitting says that calls will not be received, and can be taken back',
  },
  {
    name: 'Closing the window ends the receiving of calls without a word',
    changes: [{ file: 'electron/main/quitting.ts', find: "if (process.platform === 'darwin' || isDecided || created !== window()) return;", replace: 'if (isDecided || created !== null) return;' }],
    caughtBy: 'quitting.spec.ts: closing the window asks the same where Earshot is not to go on in the tray',
  },
  {
    name: 'A signal is met with a question',
    changes: [{ file: 'electron/main/quitting.ts', find: ' process.on(signal, quit);', replace: ' process.on(signal, () => app.quit());' }],
    caughtBy: 'quitting.spec.ts: ends it cleanly, without asking',
  },
  {
    name: 'The app ends with its last window on a Mac',
    changes: [{ file: 'electron/main/quitting.ts', find: "  app.on('window-all-closed', () => {\n    // Electron quits where nobody listens.\n  });\n", replace: '' }],
    caughtBy: 'quitting.spec.ts: on a Mac calls are received on without a window, and a click on a notification opens one on its call',
  },
  {
    name: 'A window that is closed while it loads is taken for a failure',
    changes: [{ file: 'electron/main/pageWindow.ts', find: '    if (!isClosing) throw error;\n', replace: '    throw error;\n' }],
    caughtBy: 'quitting.spec.ts: a window that is closed before its page is loaded is no failure',
  },
];

const windowFaults: readonly Fault[] = [
  {
    name: 'A page that ended is not loaded again',
    changes: [{ file: 'electron/main/pageWindow.ts', find: 'if (!window.isDestroyed()) window.webContents.reload();', replace: 'window.isDestroyed();' }],
    caughtBy: 'window.spec.ts: a page that ended is loaded again',
  },
  {
    name: 'The computer falls asleep while calls are received',
    changes: [{ file: 'electron/main/settingsInForce.ts', find: '      keepAwake(desktop.preventSleep);\n', replace: '      keepAwake(desktop.preventSleep && blocker !== null);\n' }],
    caughtBy: 'window.spec.ts: the computer is kept awake while calls are received, unless the settings say otherwise',
  },
  {
    name: 'Settings that change come into force at the next start only',
    changes: [{ file: 'electron/main/index.ts', find: "if (event.kind === 'settings' || event.kind === 'reset') settingsInForce.apply(core.settings());", replace: '' }],
    caughtBy: 'window.spec.ts: the theme of the settings is the window’s and the page’s',
  },
  {
    name: 'The menu leads to the settings where it says keys',
    changes: [{ file: 'electron/main/menuTemplate.ts', find: "submenu: [row('keys'),", replace: "submenu: [row('settings')," }],
    caughtBy: 'window.spec.ts: the menu has what a system expects, and leads to the settings, the keys and the data',
  },
];

/** Known mistakes, of the kind that type-checks. */
export const faults: readonly Fault[] = [...bootFaults, ...portFaults, ...pageFaults, ...soundFaults, ...notificationFaults, ...quittingFaults, ...windowFaults, ...mannersFaults];
