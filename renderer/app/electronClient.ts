import { createORPCClient } from '@orpc/client';
import { fileAddress, linkToCall, soundAddress } from '#shared/contract/desktop.ts';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { HostAct } from '#shared/model/command.ts';
import { portMessages } from '#shared/contract/port.ts';
import type { AppClient } from './client.ts';
import { followCommands } from './commands.ts';
import { downloadFromElsewhere } from './download.ts';
import { createEventHub } from './events.ts';
import { createPortLink } from './portLink.ts';

/** The client in the desktop host's window: over a MessagePort, and over another one where that is closed. */
export function createElectronClient(): AppClient {
  const api: EarshotClient = createORPCClient(createPortLink(askForPort));
  return {
    api,
    events: createEventHub({ api, now: Date.now }),
    recordingUrl: soundAddress,
    save: ({ id, name }) => downloadFromElsewhere(fileAddress(id), name),
    dial: (phone) => api.desktop.dial({ phone }),
    notifiedBy: 'host',
    followCommands: (listener, callId) => followCommands({ api, listener, callId }),
    openCallWindow: (callId) => act(api, { kind: 'own-window', callId }),
    linkTo: linkToCall,
    showPush: (pushId) => act(api, { kind: 'show-push', pushId }),
    resize: (by) => act(api, { kind: 'resize', by }),
  };
}

/** Without a connection nothing comes of it, which the connection's banner says. */
function act(api: EarshotClient, asked: HostAct): void {
  api.desktop.act(asked).catch(() => {});
}

/** Asks the preload for a port to the core. */
function askForPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listener = ({ source, data, ports }: MessageEvent<unknown>): void => {
      const [port] = ports;
      if (source !== window || data !== portMessages.offered || port === undefined) return;
      window.removeEventListener('message', listener);
      resolve(port);
    };
    window.addEventListener('message', listener);
    window.postMessage(portMessages.wanted, window.location.origin);
  });
}
