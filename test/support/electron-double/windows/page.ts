import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { ofTheWeb, toAppAddress, toPageAddress } from '../addresses.ts';
import type { AppFace, Permission, WindowsFace } from '../faces.ts';
import { receiveName, sendName, worldName } from '../names.ts';
import type { Remote } from '../wire.ts';
import { fetchOwnSchemes } from '../page/fetchOwnSchemes.ts';
import { createPermissions } from './permissions.ts';
import { leadRequests } from './requests.ts';

/** A window: a page of Chromium with the preload's world in it. */
export interface WindowPage {
  readonly page: Page;
  load(address: string, permissions: readonly Permission[]): Promise<void>;
  reload(): Promise<void>;
  deliver(document: number | null, message: string): Promise<void>;
}

export interface WindowPageDeps {
  readonly id: number;
  readonly app: Remote<AppFace>;
  readonly bridgePort: number;
  /** A page that this one opened, and that may stay. */
  readonly adopt: (id: number, page: Page) => void;
}

export async function openWindowPage(context: BrowserContext, options: Parameters<WindowsFace['openPage']>[1], deps: WindowPageDeps): Promise<WindowPage> {
  const { id, app } = deps;
  const page = await context.newPage();
  await page.setViewportSize({ width: options.width, height: options.height });
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const mainFrame = frameTree.frame.id;
  /** The preload's world of the document that is shown. */
  let current: number | null = null;

  session.on('Runtime.executionContextCreated', ({ context: { id: document, name, auxData } }) => {
    if (name === worldName && (auxData as { frameId?: string } | undefined)?.frameId === mainFrame) current = document;
  });
  const gone = (document: number | null): void => {
    if (document === null) return;
    if (document === current) current = null;
    tell(app.documentGone(id, document));
  };
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (executionContextId === current) gone(current);
  });
  session.on('Runtime.executionContextsCleared', () => gone(current));
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === sendName) tell(app.received(id, executionContextId, payload));
  });

  page.on('domcontentloaded', () => tell(app.loaded(id, 'dom-ready')));
  page.on('load', () => {
    tell(app.loaded(id, 'did-finish-load'));
    page.title().then((title) => (title === '' ? undefined : app.titled(id, title)), ignore);
  });
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) tell(app.navigated(id, toAppAddress(frame.url())));
  });
  page.on('close', () => tell(app.pageGone(id)));
  page.on('crash', () => tell(app.pageCrashed(id)));
  watchPopups(page, session, deps);
  const grant = await createPermissions(page, session);
  const asTheApp = await leadRequests(session, { mainFrame, bridgePort: deps.bridgePort, mayNavigate: (navigation) => app.mayNavigate(id, navigation) });

  // A test that reloads a page does what a user's menu does: the app is not asked.
  const reload = page.reload.bind(page);
  page.reload = (how) => asTheApp(() => reload(how));
  await page.addInitScript(fetchOwnSchemes, ofTheWeb.source);
  await session.send('Page.enable');
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: sendName, executionContextName: worldName });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: options.script, worldName });

  return {
    page,
    async load(address, permissions) {
      await grant(new URL(toPageAddress(address)).origin, permissions);
      await asTheApp(() => page.goto(toPageAddress(address)));
    },
    reload: () => page.reload().then(ignore),
    async deliver(document, message) {
      const contextId = document ?? current;
      if (contextId === null || contextId !== current) return;
      await session.send('Runtime.evaluate', { contextId, expression: `${receiveName}(${JSON.stringify(message)})` });
    },
  };
}

/** A page that opens another one asks the app; the other one goes where the app says no. */
function watchPopups(page: Page, session: CDPSession, { id, app, adopt }: WindowPageDeps): void {
  const openings: { readonly url: string; readonly frameName: string; readonly features: string }[] = [];
  session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => openings.push({ url: toAppAddress(url), frameName: windowName, features: windowFeatures.join(',') }));
  page.on('popup', (popup) => {
    const opening = openings.shift() ?? { url: toAppAddress(popup.url()), frameName: '', features: '' };
    app.mayOpen(id, opening).then((granted) => {
      if (granted === null) return popup.close();
      adopt(granted, popup);
      return undefined;
    }, ignore);
  });
}

/** The app may have ended meanwhile. */
function tell(told: Promise<unknown>): void {
  told.catch(ignore);
}

function ignore(): void {}
