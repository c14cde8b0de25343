import { useEffect, useState } from 'react';
import type { Command } from '#shared/model/command.ts';
import { createSounds } from '#renderer/alerts/index.ts';
import { useClient } from './client.ts';
import { isTyped, keys, pressRow } from '#renderer/ui/keys.ts';
import { dueList, useRoute } from './route.ts';

interface Props {
  /** The call that the page shows alone; null for the desk. */
  readonly callId: string | null;
}

/** Does what the host asks, as after a click on a notification or in the menu. */
export function Commands({ callId }: Props): null {
  const { followCommands } = useClient();
  const [, setRoute] = useRoute();
  const [sounds] = useState(createSounds);
  useEffect(
    () =>
      followCommands((command) => {
        switch (command.kind) {
          case 'open-call':
            setRoute({ screen: 'desk', callId: command.callId });
            break;
          case 'open-alert':
            setRoute({ screen: 'desk', view: 'all', q: '', notice: String(command.noticeId), callId: null });
            break;
          case 'open-due':
            setRoute(dueList);
            break;
          case 'open-push':
            setRoute({ screen: 'pushes', pushes: { pushId: command.pushId } });
            break;
          case 'sound':
            sounds.play(command.sound, command.volume);
            break;
          case 'press':
            press(command.row);
        }
      }, callId),
    [followCommands, setRoute, sounds, callId],
  );
  return null;
}

function press(row: Extract<Command, { kind: 'press' }>['row']): void {
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else undoes what was typed, and every browser still does it
  if ((row === 'undo' || row === 'redo') && isTyped({ target: document.activeElement })) document.execCommand(row);
  else pressRow(keys[row]);
}
