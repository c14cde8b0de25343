import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { callWindowPlace } from '#shared/contract/desktop.ts';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { AppClient } from './client.ts';
import { download } from './download.ts';
import { createEventHub } from './events.ts';

/** The client over HTTP to the origin that served the page; the access key is in a cookie. */
export function createHttpClient(origin: string = window.location.origin): AppClient {
  const api: EarshotClient = createORPCClient(new RPCLink({ url: `${origin}/rpc` }));
  return {
    api,
    events: createEventHub({ api, now: Date.now }),
    recordingUrl: (callId, kind) => `${origin}/api/calls/${encodeURIComponent(callId)}/recordings/${kind}`,
    save: async ({ id, name }) => download(`${origin}/api/files/${encodeURIComponent(id)}`, name),
    dial: null,
    notifiedBy: 'page',
    // Nobody but the operator asks anything of a browser's page.
    followCommands: () => () => {},
    // A call that has its window already is shown in that one.
    openCallWindow: (callId) => void window.open(`${origin}/${callWindowPlace(callId)}`, `earshot-call-${callId}`, 'popup,width=640,height=860'),
    linkTo: (callId) => `${origin}/call/${encodeURIComponent(callId)}`,
    showPush: (pushId) => void window.open(`${origin}/?push=${String(pushId)}#/pushes`, '_blank'),
    resize: null,
  };
}
