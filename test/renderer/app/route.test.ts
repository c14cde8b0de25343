import { describe, expect, it } from 'vitest';
import { readRoute, writeRoute, type Route } from '#renderer/app/route.ts';

const desk: Route = { screen: 'desk', view: 'all', q: '', callId: null };

describe('readRoute', () => {
  it.each<[string, string, Route]>([
    ['/', '', desk],
    ['/', '?view=answered&q=%E4%BB%B7%E6%A0%BC&call=2209281530117412001', { screen: 'desk', view: 'answered', q: '价格', callId: '2209281530117412001' }],
    ['/', '?view=nonsense&call=', desk],
    ['/settings/statuses', '?view=lost', { ...desk, screen: 'settings', view: 'lost' }],
  ])('reads %s%s', (path, search, route) => {
    expect(readRoute(path, search)).toEqual(route);
  });

  it('reads what writeRoute writes', () => {
    const route: Route = { screen: 'settings', view: 'fault', q: 'a?b&c=d #e', callId: '1/2' };
    const [path = '', search] = writeRoute(route).split('?');
    expect(readRoute(path, `?${search ?? ''}`)).toEqual(route);
  });
});
