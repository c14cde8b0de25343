import { median, quantile, rounded, table } from './figures.ts';
import type { LoadResult } from './load.ts';
import { busyMsOfMachine, cpuMsOf, memoryMbOf } from './processes.ts';
import type { Sender } from './sender.ts';
import type { BenchedServer } from './servers.ts';

interface Round {
  readonly perS: number;
  readonly latencies: LoadResult['latencies'];
  /** CPU of the server per acknowledged push, µs: until the last answer, and until it had nothing left to do. */
  readonly cpuUs: number | null;
  readonly cpuUsInAll: number | null;
  /** Cores that were busy with neither the server nor the sender meanwhile. */
  readonly othersBusy: number | null;
}

export interface Rounds {
  readonly connections: number;
  readonly roundMs: number;
  readonly rounds: number;
  /** Requests that no server answers more of in a round. */
  readonly mostPerRound: number;
}

export interface RoundsResult {
  readonly markdown: string;
  /** Earshot's acknowledgements a second divided by the floor's, the median of the rounds. */
  readonly ratio: number;
  readonly pushes: ReadonlyMap<string, number>;
}

/** As many pushes as each server takes, one server after the other, again and again: neighbours in time are compared. */
export async function measureRounds(sender: Sender, servers: readonly BenchedServer[], { connections, roundMs, rounds, mostPerRound }: Rounds, nextPush: (count: number) => number): Promise<RoundsResult> {
  const results = new Map<string, Round[]>(servers.map(({ name }) => [name, []]));
  const pushes = new Map<string, number>();
  // The first round of all warms up, and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const server of servers) {
      const result = await measureRound(sender, server, { connections, forMs: roundMs, first: nextPush(mostPerRound), count: mostPerRound });
      pushes.set(server.name, (pushes.get(server.name) ?? 0) + result.acknowledged);
      if (round > 0) results.get(server.name)?.push(result.round);
    }
  }
  const [floor = []] = results.values();
  const ratiosOf = (name: string): number[] => (results.get(name) ?? []).map(({ perS }, at) => perS / (floor[at]?.perS ?? Number.NaN));
  const rows = servers.map(({ name, pid }) => {
    const own = results.get(name) ?? [];
    const ratios = ratiosOf(name);
    const figure = (of: (round: Round) => number | null): string => rounded(median(own.map((round) => of(round) ?? Number.NaN)));
    return [
      name,
      figure(({ perS }) => perS),
      `**${median(ratios).toFixed(2)}** (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
      ...[0.5, 0.95, 0.99].map((share) => figure(({ latencies }) => quantile(latencies, share))),
      figure(({ cpuUs }) => cpuUs),
      figure(({ cpuUsInAll }) => cpuUsInAll),
      rounded(memoryMbOf(pid)?.most ?? null),
      figure(({ othersBusy }) => othersBusy),
    ];
  });
  const head = [`${connections} connections`, 'acks/s', 'to the floor', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU µs/push', 'with all that follows', 'RSS MB', 'cores busy otherwise'];
  return { markdown: table(head, rows), ratio: median(ratiosOf('Earshot')), pushes };
}

async function measureRound(
  sender: Sender,
  server: BenchedServer,
  { connections, forMs, first, count }: { readonly connections: number; readonly forMs: number; readonly first: number; readonly count: number },
): Promise<{ readonly acknowledged: number; readonly round: Round }> {
  const before = { server: 0, sender: 0, machine: 0 };
  const result = await sender.send({ url: server.url, first, count, connections, ratePerS: null, forMs, wantsTimes: false }, () => {
    before.server = cpuMsOf(server.pid) ?? Number.NaN;
    before.sender = cpuMsOf(sender.pid) ?? Number.NaN;
    before.machine = busyMsOfMachine() ?? Number.NaN;
  });
  const { acknowledged, wallMs, others, latencies } = result;
  if (Object.keys(others).length > 0) throw new Error(`${server.name} answered otherwise: ${JSON.stringify(others)}`);
  const cpuMs = (cpuMsOf(server.pid) ?? Number.NaN) - before.server;
  const othersMs = (busyMsOfMachine() ?? Number.NaN) - before.machine - cpuMs - ((cpuMsOf(sender.pid) ?? Number.NaN) - before.sender);
  await server.rest();
  const cpuMsInAll = (cpuMsOf(server.pid) ?? Number.NaN) - before.server;
  return {
    acknowledged,
    round: {
      perS: (acknowledged * 1000) / wallMs,
      latencies,
      cpuUs: (cpuMs * 1000) / acknowledged,
      cpuUsInAll: (cpuMsInAll * 1000) / acknowledged,
      othersBusy: Math.max(0, othersMs / wallMs),
    },
  };
}
