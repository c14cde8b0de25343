import { describe, expect, it } from 'vitest';
import { readRoute, writeRoute, type Route } from '#renderer/app/route.ts';

const pushes: Route['pushes'] = { q: '', outcomes: [], source: null, code: null, pushId: null };
const filters: Route['filters'] = { status: [], intent: null, task: null, mine: null };
const desk: Route = { screen: 'desk', view: 'all', q: '', filters, callId: null, notice: null, pushes };

describe('readRoute', () => {
  it.each<[string, string, Route]>([
    ['/', '', desk],
    ['/', '?view=answered&q=%E4%BB%B7%E6%A0%BC&call=2209281530117412001', { ...desk, view: 'answered', q: '价格', callId: '2209281530117412001' }],
    ['/', '?view=nonsense&call=&alert=x', desk],
    ['/', '?alert=12', { ...desk, notice: '12' }],
    ['/', '?alert=12-40', { ...desk, notice: '12-40' }],
    ['/', '?alert=-40', desk],
    ['/rules', '', { ...desk, screen: 'rules' }],
    ['/', '?status=BUSY&status=&status=NO_ANSWER&status=BUSY&intent=A%20(yes)&task=1042&mine=starred', { ...desk, filters: { status: ['BUSY', 'NO_ANSWER'], intent: 'A (yes)', task: '1042', mine: 'starred' } }],
    ['/pushes', '?find=a%20b&outcome=refused&outcome=stored&outcome=x&source=203.0.113.24&code=-4&push=12', { ...desk, screen: 'pushes', pushes: { q: 'a b', outcomes: ['stored', 'refused'], source: '203.0.113.24', code: '-4', pushId: 12 } }],
    ['/pushes', '?push=1e3&source=', { ...desk, screen: 'pushes' }],
    ['/news', '?push=3', { ...desk, screen: 'news', pushes: { ...pushes, pushId: 3 } }],
    ['/settings/statuses', '?view=lost', { ...desk, screen: 'settings', view: 'lost' }],
  ])('reads %s%s', (path, search, route) => {
    expect(readRoute(path, search)).toEqual(route);
  });

  it('reads what writeRoute writes', () => {
    const route: Route = { screen: 'settings', view: 'fault', q: 'a?b&c=d #e', filters: { status: ['A&B', 'C'], intent: '高 (A)', task: '7', mine: 'unread' }, callId: '1/2', notice: '12-40', pushes: { q: '# ?', outcomes: ['revision', 'refused'], source: '2001:db8::1', code: '-1', pushId: 7 } };
    const [path = '', search] = writeRoute(route).split('?');
    expect(readRoute(path, `?${search ?? ''}`)).toEqual(route);
  });
});
