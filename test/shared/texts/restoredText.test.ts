import { describe, expect, it } from 'vitest';
import { createTexts } from '#shared/texts/index.ts';
import { madeText, restoredText } from '#shared/texts/restoredText.ts';

const t = createTexts().getFixedT(null, 'health');
const backup = { path: '/data/backups/a&b.db', facts: { pushes: 1200, calls: 1 } };

describe('restoredText', () => {
  it('says what was restored, and where the other one is', () => {
    expect(restoredText(t, { backup, passedOver: [], setAside: '/data/aside.db', salvaged: { brought: 1, unreadable: 0, because: null } }).split('\n')).toEqual([
      'Restored /data/backups/a&b.db, with 1,200 pushes and 1 call.',
      'The database that was there is kept as /data/aside.db.',
      '1 push that only it had was brought over, and is filed when Earshot runs.',
    ]);
  });

  it('says which backups could not be taken', () => {
    const passedOver = [{ path: '/data/backups/b&c.db', because: 'it is damaged (database disk image is malformed)' }];
    expect(restoredText(t, { backup, passedOver, setAside: null, salvaged: { brought: 0, unreadable: 0, because: null } }).split('\n')).toEqual([
      'The newer backup /data/backups/b&c.db could not be taken: it is damaged (database disk image is malformed).',
      'Restored /data/backups/a&b.db, with 1,200 pushes and 1 call.',
    ]);
  });

  it('says nothing of another one where there was none', () => {
    expect(restoredText(t, { backup: null, passedOver: [], setAside: null, salvaged: { brought: 0, unreadable: 0, because: null } })).toBe('The database begins anew.');
  });

  it.each([
    [{ brought: 12, unreadable: 3, because: null }, /12 pushes that only it had were brought over.*\n3 pushes in it could not be read\.$/],
    [{ brought: 12, unreadable: 900, because: 'took-too-long' }, /12 pushes .*\n.*took too long: up to 900 more may be in it\.$/],
    [{ brought: 0, unreadable: 0, because: 'nothing-readable' }, /\nNothing newer in it could be read, so nothing was brought over\.$/],
    [{ brought: 0, unreadable: 0, because: 'other-history' }, /\nIts pushes are not those of the backup, so nothing was brought over\.$/],
  ] as const)('says what was brought over: %o', (salvaged, words) => {
    expect(restoredText(t, { backup: null, passedOver: [], setAside: '/a.db', salvaged })).toMatch(words);
  });
});

describe('madeText', () => {
  it('says where a backup is, and what is in it', () => {
    expect(madeText(t, '/a.db', { pushes: 0, calls: null })).toBe('Made and read through: /a.db, with 0 pushes and 0 calls.');
  });
});
