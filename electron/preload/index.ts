import { ipcRenderer } from 'electron';
import { portMessages } from '#shared/contract/port.ts';

// Sandboxed: what is bundled here may require nothing but Electron.
// Whenever the page asks for a port, it gets one end of a new channel, and the main process the other. Nothing else.
window.addEventListener('message', ({ source, data }) => {
  if (source !== window || data !== portMessages.wanted) return;
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage(portMessages.offered, null, [port1]);
  window.postMessage(portMessages.offered, window.location.origin, [port2]);
});
