import { describe, expect, it } from 'vitest';
import { readRoute, writeRoute, type Route } from '#renderer/app/route.ts';
import { noFilters } from '#renderer/feed/index.ts';

const pushes: Route['pushes'] = { q: '', outcomes: [], source: null, code: null, pushId: null };
const filters = noFilters;
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
    ['/', '?status=BUSY&status=&status=NO_ANSWER&status=BUSY&intent=A%20(yes)&task=1042&starred=yes', { ...desk, filters: { ...filters, status: ['BUSY', 'NO_ANSWER'], intent: 'A (yes)', task: '1042', starred: true } }],
    ['/', '?starred=1&read=no&follow=x&from=1.5&to=1790841700000&result=', { ...desk, filters: { ...filters, read: false, to: 1_790_841_700_000 } }],
    ['/pushes', '?find=a%20b&outcome=refused&outcome=stored&outcome=x&source=203.0.113.24&code=-4&push=12', { ...desk, screen: 'pushes', pushes: { q: 'a b', outcomes: ['stored', 'refused'], source: '203.0.113.24', code: '-4', pushId: 12 } }],
    ['/pushes', '?push=1e3&source=', { ...desk, screen: 'pushes' }],
    ['/news', '?push=3', { ...desk, screen: 'news', pushes: { ...pushes, pushId: 3 } }],
    ['/settings/statuses', '?view=lost', { ...desk, screen: 'settings', view: 'lost' }],
  ])('reads %s%s', (path, search, route) => {
    expect(readRoute(path, search)).toEqual(route);
  });

  it('reads what writeRoute writes', () => {
    const route: Route = { screen: 'settings', view: 'fault', q: 'a?b&c=d #e', filters: { status: ['A&B', 'C'], intent: '高 (A)', task: '7', script: 's', line: 'l 1', phone: '+44 7700', tag: 'VIP?', ownTag: '价格', outcome: ['Called back', 'a=b'], read: false, starred: true, noted: false, followUp: 'due', from: 5, to: 1_790_841_700_000 }, callId: '1/2', notice: '12-40', pushes: { q: '# ?', outcomes: ['revision', 'refused'], source: '2001:db8::1', code: '-1', pushId: 7 } };
    const [path = '', search] = writeRoute(route).split('?');
    expect(readRoute(path, `?${search ?? ''}`)).toEqual(route);
  });
});
