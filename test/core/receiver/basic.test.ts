import { describe, expect, it } from 'vitest';
import { checkBasic } from '../../../electron/core/receiver/basic.ts';

const rule = { user: 'platform', password: 'a:b ü' };
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('checkBasic', () => {
  it.each([basic('platform:a:b ü'), basic('platform:a:b ü').replace('Basic', 'basic '), ` ${basic('platform:a:b ü')} `])('takes %j', (authorization) => {
    expect(checkBasic(rule, authorization)).toBeNull();
  });

  it.each<[string | undefined, string]>([
    [undefined, 'The push has no user name and password (HTTP Basic).'],
    ['', 'The push has no user name and password (HTTP Basic).'],
    ['Bearer abc', 'The Authorization header is not one of HTTP Basic.'],
    ['Basic', 'The Authorization header is not one of HTTP Basic.'],
    ['Basic ä', 'The Authorization header is not one of HTTP Basic.'],
    [basic('platform:a:b'), 'The user name or the password (HTTP Basic) is wrong.'],
    [basic('Platform:a:b ü'), 'The user name or the password (HTTP Basic) is wrong.'],
    [basic('platform'), 'The user name or the password (HTTP Basic) is wrong.'],
  ])('refuses %j', (authorization, reason) => {
    expect(checkBasic(rule, authorization)).toEqual({ httpStatus: 401, code: '-1', reason });
  });
});
