import type { Push, PushOutcome } from '#shared/model/push.ts';

/** A push as the log lists it, one second after the one before it. */
export const aLoggedPush = (id: number, outcome: PushOutcome = 'stored'): Push => ({
  id,
  receivedAtMs: id * 1000,
  source: '203.0.113.24',
  bytes: 10,
  wholeBytes: 10,
  isAuthenticated: true,
  outcome,
  code: null,
  reason: null,
  replayOf: null,
  replayedAs: null,
  named: { callId: null, phone: null },
  records: [],
  recordCount: 1,
});
