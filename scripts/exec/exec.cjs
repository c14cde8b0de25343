#!/usr/bin/env node
// npm's scripts begin with `exec`, so that on POSIX the shell between npm and Node is gone and signals and exit codes
// pass. There `exec` is the shell's own; only where the shell has none, on Windows, this file runs.
'use strict';
const { spawn } = require('node:child_process');

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) process.on(signal, () => {});
child.on('exit', (code) => process.exit(code === null ? 1 : code));
