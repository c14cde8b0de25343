// Loaded into the app's main process before its own code (`-r`), on the double and on Electron alike: keeps the app to the
// test's folders, and writes down what it asks the desktop to show instead of waiting for a user. Plain CommonJS, because
// Electron's own Node loads it.
'use strict';
const { appendFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { app, dialog, Notification, powerSaveBlocker, shell } = require('electron');

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
  async clickNotification(index) {
    setFlagsFromString('--expose-gc');
    await new Promise((resolve) => setImmediate(resolve));
    runInNewContext('gc')();
    const notification = shown[index]?.deref();
    if (notification === undefined) throw new Error(`Notification ${index} was never shown, or the app let go of it: nobody can click it`);
    notification.emit('click', {});
  },
};
globalThis.earshotRecorder = recorder;

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
