// Loaded into the app's main process before its own code (`-r`), on the double and on Electron alike: keeps the app to the
// test's folders, and writes down what it asks the desktop to show instead of waiting for a user. Plain CommonJS, because
// Electron's own Node loads it.
'use strict';
const { appendFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { app, BrowserWindow, dialog, Notification, powerSaveBlocker, shell, Tray } = require('electron');

const file = process.env.EARSHOT_TEST_RECORD;
const profile = process.env.EARSHOT_TEST_PROFILE;
const record = (entry) => appendFileSync(file, `${JSON.stringify(entry)}\n`);

// The profile's place differs from system to system; an app that asks for it gets the test's.
app.setPath('appData', profile);
app.setPath('userData', `${profile}/app`);

// The double may pose as the app on another system, or as the packed one.
const pose = JSON.parse(process.env.EARSHOT_TEST_POSE ?? '{}');
if (pose.platform !== undefined && pose.platform !== process.platform) {
  // It chooses its binary by the system.
  require('better-sqlite3')(':memory:').close();
  Object.defineProperty(process, 'platform', { value: pose.platform });
}
if (pose.isPackaged !== undefined) Object.defineProperty(app, 'isPackaged', { value: pose.isPackaged });

// What else a test has the system say before the app's own code runs.
if (process.env.EARSHOT_TEST_BEFORE !== undefined) require(process.env.EARSHOT_TEST_BEFORE);

const shown = [];
const recorder = {
  /** The button that answers message boxes, or null for each box's default; from the start on the one that the environment names. */
  answer: process.env.EARSHOT_TEST_ANSWER === undefined ? null : Number(process.env.EARSHOT_TEST_ANSWER),
  /** Files and folders that the system was asked to show. */
  openedPaths: [],
  blockers: [],
  /** What Windows was told before the app was ready. */
  identity: {},
  /** What is called for a click on a notification of an earlier run. */
  activated: null,
  /** What the tray shows, and its menu; `entry` may be collected where the app lets go of it. */
  tray: { toolTip: '', title: '', images: 0, menu: null, entry: null },
  /** Marks of the window in the taskbar, by their words; null where a mark was taken away. */
  overlays: [],
  /** Schemes whose links the system was told to hand over, and what it was told to do at login. */
  schemes: [],
  loginItems: [],
  async clickTray() {
    await collectGarbage();
    const entry = recorder.tray.entry?.deref();
    if (entry === undefined) throw new Error('There is no tray, or the app let go of it: its icon is gone');
    entry.emit('click', {}, {}, {});
  },
  async clickNotification(index) {
    await collectGarbage();
    const notification = shown[index]?.deref();
    if (notification === undefined) throw new Error(`Notification ${index} was never shown, or the app let go of it: nobody can click it`);
    notification.emit('click', {});
  },
};
globalThis.earshotRecorder = recorder;

async function collectGarbage() {
  setFlagsFromString('--expose-gc');
  await new Promise((resolve) => setImmediate(resolve));
  runInNewContext('gc')();
}

/** Has `note` see what a method is called with. */
function watch(object, method, note) {
  const own = object[method];
  object[method] = function watched(...args) {
    note(this, ...args);
    return own.apply(this, args);
  };
}

watch(Tray.prototype, 'setToolTip', (tray, toolTip) => Object.assign(recorder.tray, { toolTip, entry: new WeakRef(tray) }));
watch(Tray.prototype, 'setTitle', (_tray, title) => Object.assign(recorder.tray, { title }));
watch(Tray.prototype, 'setImage', () => (recorder.tray.images += 1));
watch(Tray.prototype, 'setContextMenu', (_tray, menu) => Object.assign(recorder.tray, { menu }));
BrowserWindow.prototype.setOverlayIcon = (image, description) => recorder.overlays.push(image === null ? null : description);
// The system of whoever runs the tests is to stay as it is.
app.setAsDefaultProtocolClient = (scheme) => recorder.schemes.push(scheme) > 0;
watch(app, 'setLoginItemSettings', (_app, settings) => recorder.loginItems.push(settings));

// oxlint-disable-next-line typescript/unbound-method -- called with its object below
const { show } = Notification.prototype;
Notification.prototype.show = function recordedShow() {
  shown.push(new WeakRef(this));
  const { title, body, urgency, silent } = this;
  record({ kind: 'notification', title, body, urgency, silent });
  return show.call(this);
};

Notification.handleActivation = (callback) => {
  recorder.activated = callback;
};
for (const setter of ['setAppUserModelId', 'setToastActivatorCLSID']) {
  // Electron has them on Windows only.
  const set = app[setter]?.bind(app);
  app[setter] = (id) => {
    if (!app.isReady()) recorder.identity[setter] = id;
    set?.(id);
  };
}

dialog.showErrorBox = (title, content) => record({ kind: 'dialog', type: 'error', title, message: content, buttons: [] });
const answerBox = (args) => {
  const { type = 'none', title = '', message, detail = '', buttons = [], defaultId = 0, cancelId = 0 } = args.at(-1);
  record({ kind: 'dialog', type, title, message, detail, buttons, cancelId });
  return recorder.answer ?? defaultId;
};
dialog.showMessageBox = async (...args) => ({ response: answerBox(args), checkboxChecked: false });
dialog.showMessageBoxSync = (...args) => answerBox(args);

shell.openPath = async (path) => {
  recorder.openedPaths.push(path);
  return '';
};
shell.openExternal = async (url) => record({ kind: 'external', url });

const start = powerSaveBlocker.start.bind(powerSaveBlocker);
powerSaveBlocker.start = (type) => {
  const id = start(type);
  recorder.blockers.push(id);
  return id;
};
