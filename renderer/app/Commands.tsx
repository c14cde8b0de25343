import { useEffect } from 'react';
import { useClient } from './client.ts';
import { useRoute } from './route.ts';

/** Goes where the host asks, as after a click on a notification. */
export function Commands(): null {
  const { followCommands } = useClient();
  const [, setRoute] = useRoute();
  useEffect(
    () =>
      followCommands((command) => {
        if (command.kind === 'open-call') setRoute({ screen: 'desk', callId: command.callId });
        else setRoute({ screen: 'settings' });
      }),
    [followCommands, setRoute],
  );
  return null;
}
