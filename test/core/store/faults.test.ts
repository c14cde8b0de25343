import { describe, expect, it } from 'vitest';
import { storageFaultOf } from '../../../electron/core/store/faults.ts';

const failure = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('storageFaultOf', () => {
  it.each([
    ['SQLITE_FULL', 'disk-full'],
    ['ENOSPC', 'disk-full'],
    ['SQLITE_READONLY', 'read-only'],
    ['SQLITE_READONLY_DIRECTORY', 'read-only'],
    ['EROFS', 'read-only'],
    ['SQLITE_READONLY_DBMOVED', 'database-gone'],
    ['SQLITE_BUSY', 'database-locked'],
    ['SQLITE_BUSY_SNAPSHOT', 'database-locked'],
    ['SQLITE_CORRUPT', 'database-damaged'],
    ['SQLITE_NOTADB', 'database-damaged'],
    ['SQLITE_IOERR_WRITE', 'disk-failing'],
    ['SQLITE_CONSTRAINT', null],
    ['ECONNRESET', null],
  ])('reads %s as %s', (code, fault) => {
    expect(storageFaultOf(failure(code))).toBe(fault);
  });

  it('looks for the cause of another error', () => {
    expect(storageFaultOf(new Error('said in words', { cause: failure('SQLITE_FULL') }))).toBe('disk-full');
    expect(storageFaultOf('SQLITE_FULL')).toBeNull();
  });
});
