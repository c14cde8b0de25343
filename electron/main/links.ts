import { app } from 'electron';
import { callAtLink, linksAt } from '#shared/contract/desktop.ts';

/** The calls that the system's `earshot://call/<id>` links name. */
export interface Links {
  /** Whether the start was asked for by a link. */
  readonly isAsked: () => boolean;
  /** Calls `open` for each from now on, and for the latest that came before. */
  follow(open: (callId: string) => void): void;
}

/** The call that one of a start's arguments names; null where none does. There, Windows and Linux hand over a link. */
function linkedCall(argv: readonly string[]): string | null {
  return argv.map(callAtLink).findLast((callId) => callId !== null) ?? null;
}

/** Says that such links are for Earshot, and gathers them; to be called before Electron is ready, where a Mac hands them over at once. */
export function gatherLinks(): Links {
  let waiting = linkedCall(process.argv);
  let open = (callId: string): void => {
    waiting = callId;
  };
  if (app.isPackaged) app.setAsDefaultProtocolClient(linksAt.scheme);
  app.on('second-instance', (_event, argv) => {
    const callId = linkedCall(argv);
    if (callId !== null) open(callId);
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    const callId = callAtLink(link);
    if (callId !== null) open(callId);
  });
  return {
    isAsked: () => waiting !== null,
    follow(next) {
      open = next;
      if (waiting !== null) open(waiting);
      waiting = null;
    },
  };
}
