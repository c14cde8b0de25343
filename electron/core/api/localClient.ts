import { createRouterClient } from '@orpc/server';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { Api } from './api.ts';

/** The contract called in the core's own process, for a host that follows what its page follows. */
export function createLocalClient(api: Api): EarshotClient {
  return createRouterClient(api);
}
