// A small app for the specs of the double: plain, as an app should be, but for the fault that FIXTURE_FAULT names.
import path from 'node:path';
import { app, BrowserWindow, ipcMain, MessageChannelMain, protocol, session } from 'electron';

const fault = process.env.FIXTURE_FAULT;
const policy = "default-src 'self'; connect-src 'self' sound:; media-src sound:";
const page = { scheme: 'fixture', privileges: { standard: true, secure: true, supportFetchAPI: true } };
const sound = { scheme: 'sound', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true } };

/** Two seconds of silence: 8-bit PCM at 8 kHz. */
const wav = Buffer.alloc(44 + 16_000, 128);
wav.write('RIFF\0\0\0\0WAVEfmt ', 0, 'latin1');
wav.writeUInt32LE(wav.length - 8, 4);
for (const [at, value] of [[16, 16], [24, 8000], [28, 8000], [40, 16_000]]) wav.writeUInt32LE(value, at);
for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]]) wav.writeUInt16LE(value, at);
wav.write('data', 36, 'latin1');

if (fault === 'awaits ready') await app.whenReady();
if (fault === 'registered twice') {
  protocol.registerSchemesAsPrivileged([page]);
  protocol.registerSchemesAsPrivileged([sound]);
} else if (fault === 'no stream') protocol.registerSchemesAsPrivileged([page, { ...sound, privileges: { ...sound.privileges, stream: false } }]);
else if (fault === 'no cors') protocol.registerSchemesAsPrivileged([page, { ...sound, privileges: { ...sound.privileges, corsEnabled: false } }]);
else if (fault === 'past the policy') protocol.registerSchemesAsPrivileged([page, { ...sound, privileges: { ...sound.privileges, bypassCSP: true } }]);
else if (fault !== 'registered late') protocol.registerSchemesAsPrivileged([page, sound]);

app.whenReady().then(start).catch(fail);
const held = new Set();

function start() {
  if (fault === 'registered late') protocol.registerSchemesAsPrivileged([page, sound]);
  protocol.handle('fixture', ({ url }) => {
    if (fault === 'answers nonsense') return 'a page';
    const body = new URL(url).pathname === '/' ? '<!doctype html><title>The page</title><script>globalThis.inline = true</script>' : 'a file';
    return new Response(body, { headers: { 'content-type': 'text/html', 'content-security-policy': policy } });
  });
  protocol.handle('sound', ({ headers }) => {
    const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(headers.get('range') ?? '') ?? [];
    const part = wav.subarray(Number(first), last === '' ? undefined : Number(last) + 1);
    return new Response(part, {
      status: headers.has('range') ? 206 : 200,
      headers: { 'content-type': 'audio/wav', 'accept-ranges': 'bytes', 'access-control-allow-origin': 'fixture://page', 'content-disposition': 'attachment; filename="saved.wav"', 'content-length': String(part.length), 'content-range': `bytes ${first}-${Number(first) + part.length - 1}/${wav.length}` },
    });
  });
  if (fault !== 'no permission handlers') {
    session.defaultSession.setPermissionCheckHandler(() => false);
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  }
  ipcMain.on('port', ({ ports: [port] }, answer) => {
    held.add(port);
    port.on('message', ({ data }) => port.postMessage({ ...data, answer }));
    port.on('close', () => console.log('fixture: port closed'));
    if (fault !== 'not started') port.start();
  });
  ipcMain.on('wants port', ({ sender }) => {
    const { port1, port2 } = new MessageChannelMain();
    held.add(port1);
    port1.start();
    port1.postMessage('from main');
    try {
      if (fault === 'sends a port') sender.send('port', port2);
      else sender.postMessage('port', 'here', [port2]);
    } catch (error) {
      console.log(`fixture: ${error.message}`);
    }
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.on('preload-error', (_failed, _path, error) => console.log(`fixture: ${error.message.split('\n')[0]}`));
    if (fault === 'unguarded') return;
    contents.on('will-navigate', (event) => {
      event.preventDefault();
      if (event.url === 'sound://host/saved') contents.downloadURL(event.url);
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  const preload = { 'module preload': 'preloadModule.js', 'greedy preload': 'preloadGreedy.cjs' }[fault] ?? 'preload.cjs';
  const window = new BrowserWindow({ width: 640, height: 480, webPreferences: { preload: path.join(import.meta.dirname, preload) } });
  window.loadURL('fixture://page/').then(() => console.log('fixture: loaded')).catch(fail);
}

function fail(error) {
  console.log(`fixture: ${error.message}`);
  app.exit(3);
}
