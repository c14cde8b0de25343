import { describe, expect, it } from 'vitest';
import { pushAnswerBody } from '#shared/model/pushAnswer.ts';

describe('pushAnswerBody', () => {
  it('answers in the platform’s vocabulary unless told otherwise', () => {
    expect(pushAnswerBody({ kind: 'json' })).toEqual({ contentType: 'application/json; charset=utf-8', text: '{"status":"0","reason":"success"}' });
  });

  it('answers with the bare word where that is asked for', () => {
    expect(pushAnswerBody({ kind: 'success' })).toEqual({ contentType: 'text/plain; charset=utf-8', text: 'success' });
  });

  it('answers with the own text and type, as they are', () => {
    expect(pushAnswerBody({ kind: 'own', text: ' OK\n', contentType: 'text/x-ack' })).toEqual({ contentType: 'text/x-ack', text: ' OK\n' });
  });
});
