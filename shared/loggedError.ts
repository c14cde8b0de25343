interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly frames: readonly string[];
  readonly cause?: LoggedError;
}

const longestMessage = 300;
const mostFrames = 12;

/**
 * What of an error may stand in a log. The words of errors about text quote that text (`Unexpected token 'h', "hello" is
 * not valid JSON`), so those are left out.
 */
export function loggedError(thrown: unknown, depth = 0): LoggedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, frames: [] };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  return {
    type: thrown.name,
    ...(code === undefined ? {} : { code }),
    ...(thrown instanceof SyntaxError ? {} : { message: thrown.message.slice(0, longestMessage) }),
    frames: (thrown.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, mostFrames)
      .map((line) => line.trim()),
    ...(thrown.cause === undefined || depth > 2 ? {} : { cause: loggedError(thrown.cause, depth + 1) }),
  };
}
