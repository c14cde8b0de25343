import { useEffect } from 'react';
import { useClient } from './client.ts';
import { useRoute } from './route.ts';

interface Props {
  readonly onKeys: () => void;
}

/** Goes where the host asks, as after a click on a notification. */
export function Commands({ onKeys }: Props): null {
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
            setRoute({ screen: 'desk', view: 'all', q: '', notice: command.noticeId, callId: null });
            break;
          case 'open-settings':
            setRoute({ screen: 'settings' });
            break;
          case 'open-keys':
            onKeys();
        }
      }),
    [followCommands, setRoute, onKeys],
  );
  return null;
}
