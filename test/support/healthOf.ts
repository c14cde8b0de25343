import type { AppStatus } from '#shared/model/status.ts';
import type { StartedServe } from './startServe.ts';

/** What `/healthz` answers. */
export async function healthz(earshot: { readonly pushUrl: string }): Promise<number> {
  return (await fetch(new URL('/healthz', earshot.pushUrl))).status;
}

export async function statusOf(earshot: StartedServe): Promise<AppStatus> {
  return (await earshot.getJson('/status')) as AppStatus;
}

/** What is wrong, by its kind. */
export async function problemsOf(earshot: StartedServe): Promise<string[]> {
  return (await statusOf(earshot)).problems.map(({ kind }) => kind);
}
