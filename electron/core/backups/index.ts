export { checkRoom, createBackups } from './backups.ts';
export type { BackupFailure, Backups } from './backups.ts';
export { copyOnThread, runCopyingThread } from './copying.ts';
export { createBackupFolder } from './folder.ts';
