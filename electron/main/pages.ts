import type { BaseWindow } from 'electron';
import type { Core } from '#core';
import type { Command, HostAct } from '#shared/model/command.ts';
import type { CallWindows } from './callWindows.ts';
import type { Desk } from './desk.ts';
import type { Zoom } from './zoom.ts';

interface Deps {
  readonly core: Pick<Core, 'command'>;
  readonly desk: Desk;
  readonly callWindows: CallWindows;
  readonly zoom: Zoom;
}

/** What the host asks of its pages, and they of it. */
export interface Pages {
  /** Does what a row of keys does: in a call's own window, where that has the focus and the row is about the call, else on the desk. */
  readonly press: (row: Extract<Command, { kind: 'press' }>['row'], window: BaseWindow | undefined) => void;
  readonly act: (act: HostAct) => void;
}

const ofTheDesk: ReadonlySet<string> = new Set(['palette', 'settings', 'ownWindow', 'worthHearing']);

export function createPages({ core, desk, callWindows, zoom }: Deps): Pages {
  return {
    press(row, window) {
      const callId = ofTheDesk.has(row) ? null : callWindows.callIn(window);
      if (callId === null) desk.raise({ kind: 'press', row });
      else core.command({ kind: 'press', row }, callId);
    },
    act(act) {
      switch (act.kind) {
        case 'own-window':
          return callWindows.open(act.callId);
        case 'show-push':
          return desk.raise({ kind: 'open-push', pushId: act.pushId });
        case 'resize':
          return zoom.change(act.by);
      }
    },
  };
}
