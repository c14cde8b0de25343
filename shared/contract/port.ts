/**
 * How a page gets its MessagePort: it posts `wanted` to its own window; the preload answers with `offered` and a port
 * whose other end it has sent to the main process under the same name.
 */
export const portMessages = { wanted: 'earshot:port-wanted', offered: 'earshot:port' } as const;
