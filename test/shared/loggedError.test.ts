import { describe, expect, it } from 'vitest';
import { loggedError } from '#shared/loggedError.ts';

describe('loggedError', () => {
  it('says what happened and where', () => {
    const error = Object.assign(new Error('no room', { cause: new TypeError('cause') }), { code: 'ENOSPC', body: 'hello' });
    expect(loggedError(error)).toMatchObject({ type: 'Error', code: 'ENOSPC', message: 'no room', cause: { type: 'TypeError', message: 'cause' } });
    expect(loggedError(error).frames[0]).toContain('loggedError.test.ts');
    expect(JSON.stringify(loggedError(error))).not.toContain('hello');
  });

  it('leaves out words that quote what was read', () => {
    let thrown: unknown;
    try {
      JSON.parse('{"text": hello my name is Ann}');
    } catch (error) {
      thrown = error;
    }
    expect(JSON.stringify(loggedError(thrown))).not.toMatch(/hello|Ann/);
  });

  it('says nothing of what is no error', () => {
    expect(loggedError('447700900123')).toEqual({ type: 'string', frames: [] });
  });
});
