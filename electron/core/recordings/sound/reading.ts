import { closeSync, fstatSync, openSync } from 'node:fs';

/** Opens the file at `path` for as long as `read` takes. */
export function withFile<T>(path: string, read: (fd: number, bytes: number) => T): T {
  const fd = openSync(path, 'r');
  try {
    return read(fd, fstatSync(fd).size);
  } finally {
    closeSync(fd);
  }
}

/** As `withFile`, for a `read` that takes its time. */
export async function withFileAsync<T>(path: string, read: (fd: number, bytes: number) => Promise<T>): Promise<T> {
  const fd = openSync(path, 'r');
  try {
    return await read(fd, fstatSync(fd).size);
  } finally {
    closeSync(fd);
  }
}
