import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { median, rounded } from './figures.ts';

/** What was measured on, in one line; names nothing but kinds and sizes. */
export function machineLine(): string {
  const [first] = cpus();
  const [load = 0] = loadavg();
  return [
    `${first?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GiB memory`,
    `${platform()} ${release().split('-')[0]} ${arch()}`,
    `Node ${process.versions.node}`,
    `fdatasync of 4 KiB ${rounded(fdatasyncMs())} ms at the median`,
    `load average at the start ${load.toFixed(1)}`,
  ].join('; ');
}

function fdatasyncMs(): number {
  const path = join(tmpdir(), `earshot-bench-sync-${process.pid}`);
  const file = openSync(path, 'w');
  const page = Buffer.alloc(4096, 'x');
  const times = Array.from({ length: 200 }, () => {
    writeSync(file, page);
    const startMs = performance.now();
    fdatasyncSync(file);
    return performance.now() - startMs;
  });
  closeSync(file);
  rmSync(path);
  return median(times);
}
