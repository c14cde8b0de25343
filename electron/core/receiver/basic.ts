import type { Settings } from '#shared/model/settings.ts';
import type { Refusal } from './check.ts';
import { isSameText } from './sameText.ts';

type BasicRule = NonNullable<Settings['receiver']['basic']>;

/** Why the `Authorization` header is not the one of HTTP Basic (RFC 7617) that the settings ask for, or null. */
export function checkBasic({ user, password }: BasicRule, authorization: string | undefined): Refusal | null {
  if (authorization === undefined || authorization === '') return refused('The push has no user name and password (HTTP Basic).');
  const encoded = /^basic +([\w+/=-]+)$/i.exec(authorization.trim())?.[1];
  if (encoded === undefined) return refused('The Authorization header is not one of HTTP Basic.');
  return isSameText(Buffer.from(encoded, 'base64').toString('utf8'), `${user}:${password}`) ? null : refused('The user name or the password (HTTP Basic) is wrong.');
}

function refused(reason: string): Refusal {
  return { httpStatus: 401, code: '-1', reason };
}
