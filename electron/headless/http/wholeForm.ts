import type { StandardHandleResult } from '@orpc/server/standard';

/**
 * The answer with its files in bytes that are all there. A form that is still being written when its reader goes away ends
 * the process: Node writes on into the closed stream, where nobody can catch the error (`extractBody` of undici).
 */
export async function withWholeForm(result: StandardHandleResult): Promise<StandardHandleResult> {
  if (!result.matched || !(result.response.body instanceof FormData)) return result;
  const { body, headers } = result.response;
  const form = new Response(body);
  const bytes = await form.arrayBuffer();
  return {
    ...result,
    response: {
      ...result.response,
      headers: { ...headers, 'content-type': form.headers.get('content-type') ?? undefined, 'content-length': String(bytes.byteLength) },
      body: new Blob([bytes]).stream(),
    },
  };
}
