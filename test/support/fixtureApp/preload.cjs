// Hands ports between page and main process.
'use strict';
const { ipcRenderer } = require('electron');

globalThis.secret = 'of the preload';
window.addEventListener('message', ({ data }) => {
  if (data === 'give me a port') {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage('port', 42, [port1]);
    window.postMessage('a port', '*', [port2]);
  }
  if (data === 'give me a port of main') ipcRenderer.send('wants port');
});
ipcRenderer.on('port', ({ ports }, note) => window.postMessage(`a port: ${note}`, '*', [...ports]));
