import type { TimesVerdict, VerdictReason } from './types.ts';

const words: Readonly<Record<VerdictReason, string>> = {
  solved: 'The times were worked out from both recordings.',
  'solved-in-part': 'The times were worked out from both recordings; those of some sentences are in doubt and left out.',
  'nothing-to-estimate': 'The platform gave all times.',
  'not-readable': 'One of the recordings is in a format that cannot be read here.',
  'no-sound': 'The recording of the call holds no sound.',
  'customer-silent': 'Nothing is heard in the customer’s recording.',
  'lengths-differ': 'The two recordings are not of the same length.',
  'not-together': 'The two recordings do not belong together.',
  swapped: 'The two recordings seem to be swapped.',
  'not-separable': 'Robot and customer cannot be told apart in these recordings.',
  'sentences-do-not-fit': 'What is heard of the robot does not fit its sentences.',
};

export function verdictOf(reason: VerdictReason): TimesVerdict {
  return { state: ['solved', 'solved-in-part', 'nothing-to-estimate'].includes(reason) ? 'solved' : 'unknown', reason, why: words[reason] };
}
