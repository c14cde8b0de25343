import { expect, it } from 'vitest';
import { breachesOf } from './support/lint.ts';

const refused = [
  '<p>Hello there</p>;',
  "<p>{'Hello there'}</p>;",
  '<p>{`Call ${id}`}</p>;',
  "<p>{id === '1' ? 'One' : 'Another'}</p>;",
  "<p>{id !== '' && 'Known'}</p>;",
  '<input placeholder="Type here" />;',
  '<input aria-label={`Call ${id}`} />;',
  '<img title="A picture" alt="" />;',
  '<Button label="Send" description="At once" />;',
];
const allowed = ['<p>{t(id)}</p>;', '<p className="row" id={`${id}-label`}>{id}</p>;', '<p>–</p>;'];

it('lets the linter refuse text that is not in the catalogue, and nothing else', () => {
  const found = breachesOf('no-literal-string', { 'renderer/feed/A.tsx': [...refused, ...allowed].join('\n') });
  expect([...refused, ...allowed].filter((_line, at) => found.has(`renderer/feed/A.tsx:${at + 1}`))).toEqual(refused);
});
