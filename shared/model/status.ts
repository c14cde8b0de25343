import { z } from 'zod';

/** How Earshot is doing, for the health line and `GET /api/status`. */
export const appStatusSchema = z.object({
  version: z.string(),
  host: z.enum(['desktop', 'headless']),
  startedAtMs: z.number().int(),
  receiver: z.object({
    state: z.enum(['listening', 'stopped', 'failed']),
    /** `host:port` that it listens on. */
    address: z.string(),
    /** A sentence for the operator where it failed. */
    problem: z.string().nullable(),
  }),
  lastPushAtMs: z.number().int().nullable(),
  /** Pushes acknowledged and not derived yet. */
  backlog: z.number().int(),
  totals: z.object({ calls: z.number().int(), pushes: z.number().int(), refused: z.number().int() }),
  recordings: z.object({ waiting: z.number().int(), unavailable: z.number().int() }),
  dataDir: z.string(),
});
export type AppStatus = z.infer<typeof appStatusSchema>;
