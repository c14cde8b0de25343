import { MantineProvider, useMantineColorScheme } from '@mantine/core';
import type { i18n } from 'i18next';
import { useEffect, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { ReviewContext } from '#renderer/review/index.ts';
import { ClientContext, type AppClient } from './client.ts';
import { CallWindow } from './CallWindow.tsx';
import { Desk } from './Desk.tsx';
import { useRoute } from './route.ts';
import { SettingsContext, useSettings } from './settings.ts';
import type { Stores } from './stores.ts';
import { cssVariables, theme } from './theme.ts';

const untilSettingsAreRead = 'auto';

interface Props {
  readonly client: AppClient;
  readonly stores: Stores;
  readonly texts: i18n;
}

/** The whole screen, given its way to the core, its stores and the catalogue. */
export function App({ client, stores, texts }: Props): ReactNode {
  return (
    <I18nextProvider i18n={texts}>
      <ClientContext value={client}>
        <SettingsContext value={stores.settings.store}>
          <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme={untilSettingsAreRead}>
            <ThemeFromSettings />
            <ReviewContext value={stores.reviews}>
              <Shown stores={stores} />
            </ReviewContext>
          </MantineProvider>
        </SettingsContext>
      </ClientContext>
    </I18nextProvider>
  );
}

/** The desk, or one call alone. */
function Shown({ stores }: Pick<Props, 'stores'>): ReactNode {
  const [{ screen, callId }] = useRoute();
  return screen === 'call' && callId !== null ? <CallWindow callId={callId} desk={stores.desk} reviews={stores.reviews} /> : <Desk stores={stores} />;
}

/** Mantine remembers the scheme in the browser, so that the first paint is right; the settings decide. */
function ThemeFromSettings(): ReactNode {
  const wanted = useSettings()?.settings.ui.theme;
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (wanted !== undefined) setColorScheme(wanted === 'system' ? 'auto' : wanted);
  }, [wanted, setColorScheme]);
  return null;
}
