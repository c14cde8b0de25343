import { describe, expect, it } from 'vitest';
import { iconWith, noneUnseen, titleWith, withAnnounced } from '../../../renderer/alerts/unseen.ts';

describe('what was announced and not looked at', () => {
  const normal = { about: 'calls', level: 'normal', count: 1 } as const;
  const two = withAnnounced(withAnnounced(noneUnseen, normal), { ...normal, level: 'urgent' });

  it('counts urgent ones among all', () => {
    expect(two).toEqual({ count: 2, urgent: 1 });
    expect(withAnnounced(two, { ...normal, count: 5 })).toEqual({ count: 7, urgent: 1 });
    expect(withAnnounced(two, { about: 'reminder', level: 'urgent', count: 1 }), 'told before').toEqual(two);
  });

  it('stands before the title, unless there is nothing', () => {
    expect([titleWith('Earshot', two), titleWith('Earshot', noneUnseen)]).toEqual(['(2) Earshot', 'Earshot']);
  });

  it('is a dot on the icon, of another colour where it is urgent', () => {
    const svg = '<svg viewBox="0 0 20 20"><path/></svg>';
    const icons = [noneUnseen, withAnnounced(noneUnseen, normal), two].map((unseen) => iconWith(svg, unseen));
    expect(icons[0]).toBeNull();
    const [, plain = '', urgent = ''] = icons.map((icon) => decodeURIComponent(icon ?? ''));
    expect(plain).toMatch(/^data:image\/svg\+xml,<svg viewBox="0 0 20 20"><path\/><circle .*#4a70e6.*\/><\/svg>$/);
    expect(urgent).toContain('#d8471c');
  });
});
