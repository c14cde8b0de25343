import '@mantine/core/styles.css';
import './tokens.css';
import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createTexts } from '#shared/texts/index.ts';
import { App } from './App.tsx';
import { createHttpClient } from './httpClient.ts';
import { createSettingsStore } from './settingsStore.ts';

// The one place that decides how the page reaches the core.
const client = createHttpClient();
const { store: settings } = createSettingsStore(client);

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App client={client} settings={settings} texts={createTexts()} />
  </StrictMode>,
);
