import { extname, resolve, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  readonly path: string;
  readonly type: string;
}

/**
 * The file below `dir` (absolute) that an address of the page stands for, or null where it leads out of `dir` or is none.
 * Decided after decoding: `%2e%2e%2f` survives the reading of an address.
 */
export function pageFile(address: string, dir: string): PageFile | null {
  const pathname = decodedPath(address);
  if (pathname === null || pathname.includes('\0')) return null;
  // With its leading slash alone, a path would be taken from the root of the disk.
  const path = resolve(dir, `.${pathname === '/' ? '/index.html' : pathname}`);
  if (!path.startsWith(dir + sep)) return null;
  return { path, type: types[extname(path)] ?? 'application/octet-stream' };
}

function decodedPath(address: string): string | null {
  try {
    return decodeURIComponent(new URL(address).pathname);
  } catch {
    // No address, or percent signs that encode nothing.
    return null;
  }
}
