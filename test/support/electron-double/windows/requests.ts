import type { CDPSession } from '@playwright/test';
import { isOfTheWeb, toAppAddress, toPagePolicy } from '../addresses.ts';
import type { Navigation } from '../faces.ts';

export interface RequestsDeps {
  readonly mainFrame: string;
  readonly bridgePort: number;
  /** Asked about every navigation that the app did not begin itself. */
  readonly mayNavigate: (navigation: Navigation) => Promise<boolean>;
}

/** Runs a navigation as one that the app begins, and that it is not asked about. */
export type AsTheApp = <Result>(navigate: () => Promise<Result>) => Promise<Result>;

interface Request {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Leads a page's requests for the app's schemes to its handlers. The answers come from the bridge under their own
 * addresses: Chromium shows the page nothing of it.
 */
export async function leadRequests(session: CDPSession, { mainFrame, bridgePort, mayNavigate }: RequestsDeps): Promise<AsTheApp> {
  let ofTheApp = 0;

  session.on('Fetch.requestPaused', ({ requestId, request, resourceType, frameId, redirectedRequestId }) => {
    const isDocument = resourceType === 'Document';
    const isMainFrame = frameId === mainFrame;
    const isRedirect = redirectedRequestId !== undefined;
    const answeredAt = `http://127.0.0.1:${bridgePort}/${resourceType}/${encodeURIComponent(toAppAddress(request.url))}`;

    const goOn = async (): Promise<unknown> => {
      const isAsked = isDocument && !(isMainFrame && ofTheApp > 0 && !isRedirect);
      const mayGo = !isAsked || (await mayNavigate({ url: toAppAddress(request.url + (request.urlFragment ?? '')), isMainFrame, isRedirect }));
      if (!mayGo) return session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      if (isOfTheWeb(request.url)) return session.send('Fetch.continueRequest', { requestId });
      if (isDocument) return fulfill(session, requestId, request, answeredAt);
      return session.send('Fetch.continueRequest', { requestId, url: answeredAt });
    };
    // The page, or the app, may be gone meanwhile.
    goOn().catch(() => {});
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });

  return async (navigate) => {
    ofTheApp += 1;
    try {
      return await navigate();
    } finally {
      ofTheApp -= 1;
    }
  };
}

/** A document's answer is handed over whole: what its policy calls 'self' is the place where Chromium got it from. */
async function fulfill(session: CDPSession, requestId: string, { method, headers }: Request, answeredAt: string): Promise<void> {
  try {
    const response = await fetch(answeredAt, { method, headers, redirect: 'manual' });
    await session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: Array.from(response.headers, ([name, value]) => ({ name, value: name === 'content-security-policy' ? toPagePolicy(value) : value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  } catch {
    await session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
  }
}
