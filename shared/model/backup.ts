import { z } from 'zod';

/** A backup of the database in the backups folder. */
export const backupSchema = z.object({
  /** Name inside the folder. */
  file: z.string(),
  /** Whether it was made by itself or on demand, or before an update of the database's schema. */
  kind: z.enum(['regular', 'before-update']),
  madeAtMs: z.number().int(),
  bytes: z.number().int(),
  /** What was counted in it when it was checked; null where that is not known. */
  pushes: z.number().int().nullable(),
  calls: z.number().int().nullable(),
  /** Whether it was read through after it was written, found whole, and has not changed since. */
  isVerified: z.boolean(),
});
export type Backup = z.infer<typeof backupSchema>;

/** How the backups are doing. */
export const latestBackupSchema = z.object({
  /** The newest that is verified; null while there is none. */
  backup: backupSchema.nullable(),
  /** From 0 to 1 while one is being made: copying, then checking. */
  progress: z.number().min(0).max(1).nullable(),
  /** Why the last attempt failed; null where it did not. */
  failure: z.object({ atMs: z.number().int(), sentence: z.string() }).nullable(),
  /** When the next one is made by itself; null where none is. */
  nextAtMs: z.number().int().nullable(),
});
export type LatestBackup = z.infer<typeof latestBackupSchema>;
