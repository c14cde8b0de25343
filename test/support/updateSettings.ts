import type { StartedServe } from './startServe.ts';

/** Changes settings of a running `earshot serve` as its page does. */
export async function updateSettings(earshot: StartedServe, patch: object): Promise<void> {
  const url = earshot.apiUrl.replace(/\/api$/, '/rpc/settings/update');
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${earshot.apiKey}` }, body: JSON.stringify({ json: patch }) });
  if (!answer.ok) throw new Error(`The settings were not taken: ${await answer.text()}`);
}
