import { z } from 'zod';
import { latestBackupSchema } from './backup.ts';
import { answerDoubtSchema } from './push.ts';

/** What keeps Earshot from doing all that it should. */
export const healthProblemKinds = [
  'disk-full',
  'read-only',
  'disk-failing',
  'database-locked',
  'database-damaged',
  'database-gone',
  'not-keeping',
  'not-listening',
  'clock-back',
  'backup-failed',
] as const;
const healthProblemSchema = z.object({
  kind: z.enum(healthProblemKinds),
  /** Whether no push is acknowledged because of it: `/healthz` answers 503 then, or nobody does where nothing listens. */
  stopsKeeping: z.boolean(),
  sinceMs: z.number().int(),
  /** What is wrong, and what the operator can do about it. */
  sentence: z.string(),
  advice: z.string(),
});
export type HealthProblem = z.infer<typeof healthProblemSchema>;

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
  recordings: z.object({
    /** Still to come; of these, so many are given up within six hours. */
    waiting: z.number().int(),
    givenUpSoon: z.number().int(),
    /** Given up; of these, so many in the last 24 hours. */
    unavailable: z.number().int(),
    givenUpLately: z.number().int(),
    /** Nothing is fetched until there is more room on the disk. */
    isPaused: z.boolean(),
  }),
  /** The gravest first; empty where all is well. */
  problems: z.array(healthProblemSchema),
  answerDoubt: answerDoubtSchema.nullable(),
  latestBackup: latestBackupSchema,
  /** Where pushes leave the vendor's page and the operator has not taken note of it. */
  drift: z.object({ open: z.number().int() }),
  dataDir: z.string(),
});
export type AppStatus = z.infer<typeof appStatusSchema>;
