import type { Call, CallDetail } from '#shared/model/call.ts';
import type { StartedServe } from '../../support/startServe.ts';

/** A call as it is stored. */
export async function storedCall(earshot: StartedServe, callId: string): Promise<CallDetail> {
  return (await earshot.getJson(`/calls/${callId}`)) as CallDetail;
}

/** The stored calls that a query asks for, such as `starred=true`. */
export async function storedCalls(earshot: StartedServe, query: string): Promise<readonly Call[]> {
  return ((await earshot.getJson(`/calls?limit=200&${query}`)) as { readonly items: readonly Call[] }).items;
}
