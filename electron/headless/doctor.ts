import { examineDataDir } from '#core';
import { AppError } from '#shared/errors.ts';

interface Flags {
  readonly json: boolean;
  readonly data: string;
}

const marks = { good: 'ok  ', note: 'note', bad: 'BAD ' } as const;

/** `earshot doctor`: looks the data directory through and says what is well, what is not, and what to do; fails where something is bad. */
export async function doctor({ json, data }: Flags): Promise<void> {
  const diagnosis = await examineDataDir({ dataDir: data, nowMs: Date.now() });
  const bad = diagnosis.findings.filter(({ state }) => state === 'bad').length;
  if (json) {
    process.stdout.write(`${JSON.stringify(diagnosis)}\n`);
  } else {
    const lines = diagnosis.findings.flatMap(({ state, sentence, advice }) => [`${marks[state]}  ${sentence}`, ...(advice === null ? [] : [`      ${advice}`])]);
    process.stdout.write(`${diagnosis.dataDir}\n${lines.join('\n')}\n`);
  }
  if (!diagnosis.ok) throw new AppError('doctor-found', `${bad} ${bad === 1 ? 'thing is' : 'things are'} wrong with ${diagnosis.dataDir}.`);
}
