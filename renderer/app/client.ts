import { createContext, useContext } from 'react';
import type { MadeFile } from '#shared/contract/files.ts';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { Command, HostAct } from '#shared/model/command.ts';
import type { RecordingKind } from '#shared/model/recording.ts';
import type { EventHub } from './events.ts';

/** All that the screen has of the core; it cannot tell by which transport. */
export interface AppClient {
  readonly api: EarshotClient;
  /** What happens, from when the page was opened, across lost connections. */
  readonly events: EventHub;
  /** Address of a recording's sound, served with byte ranges. */
  readonly recordingUrl: (callId: string, kind: RecordingKind) => string;
  /** Saves a file that was made as the browser saves what is downloaded, or by the window's dialog. */
  readonly save: (file: MadeFile) => Promise<void>;
  /** Has the host hand a number to the program that calls it, false where there is none; null where a link does that. */
  readonly dial: ((phone: string) => Promise<boolean>) | null;
  /** Who shows notifications: the page, where the browser lets it, or the host. */
  readonly notifiedBy: 'page' | 'host';
  /** Calls `listener` with what the host asks of the desk, or of the page that shows this call alone; returns the way to stop. */
  readonly followCommands: (listener: (command: Command) => void, callId: string | null) => () => void;
  /** Shows a call in a window of its own. */
  readonly openCallWindow: (callId: string) => void;
  /** What leads to a call from anywhere else on this computer. */
  readonly linkTo: (callId: string) => string;
  /** Shows a push on the desk, from a window that is not the desk's. */
  readonly showPush: (pushId: number) => void;
  /** Changes how large everything is shown; null where that is the browser's. */
  readonly resize: ((by: Extract<HostAct, { kind: 'resize' }>['by']) => void) | null;
}

export const ClientContext = createContext<AppClient | null>(null);

/** The client given by `ClientContext`; throws outside of it. */
export function useClient(): AppClient {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('useClient needs a ClientContext above it');
  return client;
}
