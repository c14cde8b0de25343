import { readFile } from 'node:fs/promises';
import { app, protocol } from 'electron';
import { contentSecurityPolicy } from '#shared/contract/contentSecurityPolicy.ts';
import { pageAt, soundsAt } from '#shared/contract/desktop.ts';
import { isPageAddress } from './pageAddress.ts';
import { pageFile } from './pageFile.ts';
import { places } from './places.ts';

const sounds = `${soundsAt.scheme}:`;
const builtPolicy = contentSecurityPolicy({ media: sounds, connect: sounds });
/** The development server reloads by a script in the page and a socket of its own. */
const developmentPolicy = contentSecurityPolicy({ media: sounds, connect: `'self' ${sounds} ws://127.0.0.1:*`, scripts: "'self' 'unsafe-inline'" });

/** Serves the page on its own scheme. Whatever happens is answered with a status: anything else fails in the page without a reason. */
export function servePage(): void {
  const server = developmentServer();
  protocol.handle(pageAt.scheme, async ({ url, method }) => {
    if (method !== 'GET' || !isPageAddress(url)) return refused(405);
    try {
      return server === null ? await built(url) : await beingDeveloped(url, server);
    } catch {
      return refused(404);
    }
  });
}

async function built(address: string): Promise<Response> {
  const file = pageFile(address, places.page);
  return file === null ? refused(404) : answer(await readFile(file.path), file.type, builtPolicy);
}

/** The server that has the page while it is being developed (`npm run dev` names it); never in a packed app. */
function developmentServer(): string | null {
  return app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);
}

async function beingDeveloped(address: string, server: string): Promise<Response> {
  const { pathname, search } = new URL(address);
  const response = await fetch(new URL(`${pathname}${search}`, server));
  return answer(await response.bytes(), response.headers.get('content-type') ?? 'text/plain', developmentPolicy, response.status);
}

function answer(body: BodyInit, type: string, policy: string, status = 200): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });
}

const refused = (status: 404 | 405): Response => new Response(null, { status });
