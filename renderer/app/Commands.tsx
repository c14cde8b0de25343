import { useEffect } from 'react';
import { useClient } from './client.ts';
import { keys, pressRow } from '#renderer/ui/keys.ts';
import { dueList, useRoute } from './route.ts';

interface Props {
  /** The call that the page shows alone; null for the desk. */
  readonly callId: string | null;
}

/** Does what the host asks, as after a click on a notification or in the menu. */
export function Commands({ callId }: Props): null {
  const { followCommands } = useClient();
  const [, setRoute] = useRoute();
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
          case 'press':
            pressRow(keys[command.row]);
        }
      }, callId),
    [followCommands, setRoute, callId],
  );
  return null;
}
