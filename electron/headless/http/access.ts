import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from './refusal.ts';

interface Deps {
  /** The access key in force. */
  readonly key: () => string;
  /** Port that the listener has; known once it listens. */
  readonly port: () => number;
}

/** The names by which a loopback listener is called; any other name in Host is a page that rebinds its DNS name. */
const ownNames = ['127.0.0.1', 'localhost', '[::1]'];

const refusals = {
  host: refusal(403, 'FORBIDDEN', 'This address is not one of Earshot’s own. Open Earshot at 127.0.0.1 or localhost.'),
  origin: refusal(403, 'FORBIDDEN', 'Another page may not use Earshot.'),
  key: refusal(
    401,
    'UNAUTHORIZED',
    'This needs the access key: open the address that Earshot printed when it started, or send the header "Authorization: Bearer <key>".',
  ),
  wrongKey:
    'This address has not got the right access key. Open the address that Earshot printed when it started; the key is also in settings.json of the data directory, as ui.key.',
};

/**
 * Lets nothing pass that does not come from Earshot's own page or from somebody who has the access key. The page and
 * its assets need no key: they hold nothing. `GET /?key=…` trades the key for a cookie, so that it leaves the address.
 */
export function guardAccess(app: FastifyInstance, { key, port }: Deps): void {
  app.addHook('onRequest', async (request, reply) => {
    const host = request.headers.host;
    const hosts = ownNames.map((name) => `${name}:${port()}`);
    if (host === undefined || !hosts.includes(host.toLowerCase())) return reply.code(403).send(refusals.host);
    const origin = request.headers.origin;
    // Ports of one host are one site to a cookie, but not one origin: another local program's page ends here.
    if (origin !== undefined && !hosts.some((name) => origin === `http://${name}`)) return reply.code(403).send(refusals.origin);
    if (isOpen(request)) return undefined;
    if (!hasKey(request)) return reply.code(401).header('www-authenticate', 'Bearer realm="Earshot"').send(refusals.key);
    return undefined;
  });

  app.get('/', (request: FastifyRequest<{ Querystring: Readonly<Record<string, unknown>> }>, reply: FastifyReply) => {
    const given = request.query['key'];
    if (given === undefined) return reply.sendFile('index.html');
    if (typeof given !== 'string' || !isSame(given, key())) {
      return reply.code(401).type('text/plain; charset=utf-8').send(refusals.wrongKey);
    }
    return reply.setCookie(cookieName(), cookieValue(), { httpOnly: true, sameSite: 'strict', path: '/', maxAge: 400 * 86_400 }).redirect('/');
  });

  function hasKey(request: FastifyRequest): boolean {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return isSame(bearer.trim(), key());
    const cookie = request.cookies[cookieName()];
    return cookie !== undefined && isSame(cookie, cookieValue());
  }

  /** A host's ports share its cookies: two Earshots on one computer must not overwrite each other's. */
  function cookieName(): string {
    return `earshot_${port()}`;
  }

  /** Not the key itself: a browser sends the cookie to every program that listens on this host. */
  function cookieValue(): string {
    return createHmac('sha256', key()).update('earshot cookie').digest('base64url');
  }
}

/**
 * Whether a request asks for the page or its assets. The route that was found decides, not the address: the router reads
 * more spellings of an address than a pattern would.
 */
function isOpen(request: FastifyRequest): boolean {
  return request.is404 || request.routeOptions.url === '/' || request.routeOptions.url === '/*' || request.routeOptions.url === '/call/:callId';
}

/** Compares without telling by its duration where two texts differ. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
