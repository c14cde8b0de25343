import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { isOfTheWeb, toAppAddress, toPageAddress } from '../addresses.ts';
import type { AppFace, Permission, WindowsFace } from '../faces.ts';
import { receiveName, sendName, worldName } from '../names.ts';
import type { Remote } from '../wire.ts';
import { createPermissions } from './permissions.ts';

/** A window: a page of Chromium with the preload's world in it. */
export interface WindowPage {
  readonly page: Page;
  load(address: string, permissions: readonly Permission[]): Promise<void>;
  reload(): Promise<void>;
  deliver(document: number | null, message: string): Promise<void>;
  close(): Promise<void>;
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
  const navigation = await interceptRequests(session, mainFrame, deps);

  await session.send('Page.enable');
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: sendName, executionContextName: worldName });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: options.script, worldName });

  return {
    page,
    async load(address, permissions) {
      await grant(new URL(toPageAddress(address)).origin, permissions);
      await navigation.asTheApp(() => page.goto(toPageAddress(address)));
    },
    reload: () => navigation.asTheApp(() => page.reload()).then(ignore),
    async deliver(document, message) {
      const contextId = document ?? current;
      if (contextId === null || contextId !== current) return;
      await session.send('Runtime.evaluate', { contextId, expression: `${receiveName}(${JSON.stringify(message)})` });
    },
    close: () => page.close(),
  };
}

/**
 * Leads requests for the app's schemes to its handlers, and asks the app about navigations that it did not begin itself.
 * The pages' resources come from the bridge under their own addresses: Chromium shows them nothing of it.
 */
async function interceptRequests(session: CDPSession, mainFrame: string, { id, app, bridgePort }: WindowPageDeps): Promise<{ asTheApp<Result>(navigate: () => Promise<Result>): Promise<Result> }> {
  let ofTheApp = 0;

  session.on('Fetch.requestPaused', (paused) => {
    const { requestId, request, resourceType, frameId, redirectedRequestId } = paused;
    const url = toAppAddress(request.url + (request.urlFragment ?? ''));
    const isNavigation = resourceType === 'Document';
    const isMainFrame = frameId === mainFrame;
    const isRedirect = redirectedRequestId !== undefined;
    const mayGo = !isNavigation || (isMainFrame && ofTheApp > 0 && !isRedirect) ? Promise.resolve(true) : app.mayNavigate(id, { url, isMainFrame, isRedirect });
    const answeredAt = `http://127.0.0.1:${bridgePort}/${resourceType}/${encodeURIComponent(toAppAddress(request.url))}`;
    const goOn = async (): Promise<void> => {
      if (!(await mayGo)) await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      else if (isOfTheWeb(request.url)) await session.send('Fetch.continueRequest', { requestId });
      else if (isNavigation) await fulfill(session, requestId, request, answeredAt);
      else await session.send('Fetch.continueRequest', { requestId, url: answeredAt });
    };
    tell(goOn());
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });

  return {
    async asTheApp(navigate) {
      ofTheApp += 1;
      try {
        return await navigate();
      } finally {
        ofTheApp -= 1;
      }
    },
  };
}

/** A document's answer is handed over whole: what its policy calls 'self' is the place where Chromium got it from. */
async function fulfill(session: CDPSession, requestId: string, { method, headers }: { readonly method: string; readonly headers: Readonly<Record<string, string>> }, answeredAt: string): Promise<void> {
  try {
    const response = await fetch(answeredAt, { method, headers, redirect: 'manual' });
    await session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: Array.from(response.headers, ([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  } catch {
    await session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
  }
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
