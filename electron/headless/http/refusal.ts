/** The body of every answer of the REST view that is not what was asked for. */
export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** For a failure of Earshot's own, of which a client is told no more. */
export const failedWords = 'Earshot failed at this request; its log says why.';

export function refusal(status: number, code: string, message: string): Refusal {
  return { code, status, message };
}
