import { expect, it } from 'vitest';
import { formatRoom } from '../../../renderer/recordings/formatRoom.ts';

it('says room in the unit of the limit, with three digits', () => {
  const shown = [0, 812, 1000, 1024 ** 2 * 4.25, 1024 ** 3 * 50, 1024 ** 3 * 999.6, 1024 ** 5].map(formatRoom);
  expect(shown).toEqual(['0 B', '812 B', '0.977 KiB', '4.25 MiB', '50 GiB', '0.976 TiB', '1,020 TiB']);
});
