import { oc } from '@orpc/contract';
import { z } from 'zod';
import { backupSchema, latestBackupSchema } from '#shared/model/backup.ts';

export const backups = {
  /** The backups there are, newest first. */
  list: oc.output(z.object({ folder: z.string(), items: z.array(backupSchema) })),

  /** Begins a backup where none is under way, and answers at once; `AppStatus.latestBackup` tells how it goes. */
  make: oc.output(latestBackupSchema),
};
