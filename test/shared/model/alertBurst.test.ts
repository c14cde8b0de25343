import { describe, expect, it } from 'vitest';
import { noBurst, withAlert } from '#shared/model/alertBurst.ts';

describe('withAlert', () => {
  it('shows the first of a burst each, the others as one that counts them', () => {
    let burst = noBurst;
    const folded = Array.from({ length: 7 }, (_, index) => (burst = withAlert(burst, 1000 + index)).folded);
    expect(folded).toEqual([0, 0, 0, 0, 1, 2, 3]);
  });

  it('shows each again once a burst is over', () => {
    let burst = noBurst;
    for (let index = 0; index < 7; index += 1) burst = withAlert(burst, 1000 + index);
    expect(withAlert(burst, 1006 + 5000).folded).toBe(0);
  });
});
