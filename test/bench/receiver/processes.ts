import { readFileSync } from 'node:fs';

/** Ticks a second of /proc's times; the same on every Linux. */
const ticksPerS = 100;

/** CPU time that a process has used so far, all threads and the kernel's part, in ms; null where /proc does not tell. */
export function cpuMsOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : ticksOf(stat) * (1000 / ticksPerS);
}

/** Resident memory now and at most so far, in MB. */
export function memoryMbOf(pid: number): { readonly now: number; readonly most: number } | null {
  const status = read(`/proc/${pid}/status`);
  if (status === null) return null;
  const kb = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN);
  return { now: Math.round(kb('VmRSS') / 1024), most: Math.round(kb('VmHWM') / 1024) };
}

/** CPU time of the whole machine that was not idle so far, in ms. */
export function busyMsOfMachine(): number | null {
  const first = read('/proc/stat')?.split('\n')[0];
  if (first === undefined) return null;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = first.trim().split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softIrq + steal) * (1000 / ticksPerS);
}

function ticksOf(stat: string): number {
  // Fields 14 and 15, counted behind the name, which may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
