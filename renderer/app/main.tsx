import './strictZod.ts';
import '@mantine/core/styles.css';
import './tokens.css';
import './base.css';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createTexts } from '#shared/texts/index.ts';
import { App } from './App.tsx';
import { createElectronClient } from './electronClient.ts';
import { createHttpClient } from './httpClient.ts';
import { goWhereLeft } from './routeMemory.ts';
import { createStores } from './stores.ts';

// The one place that decides how the page reaches the core: in Electron's window over a port, in a browser over HTTP.
const client = /\bElectron\//.test(navigator.userAgent) ? createElectronClient() : createHttpClient();

goWhereLeft(window.localStorage);
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
const screen = (
  <StrictMode>
    <App client={client} stores={createStores(client)} texts={createTexts()} />
  </StrictMode>
);
// At once, instead of some time after the page counts as loaded: a key that is pressed then has to find somebody who listens.
flushSync(() => createRoot(root).render(screen));
