/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * What a Range header asks of `size` bytes (RFC 9110, 14): one range, cut to what there is; `whole` without a header, and
 * for what may be ignored (other units, several ranges, no range at all); `unsatisfiable` where no byte is in it.
 */
export function byteRange(header: string | null, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const found = /^bytes=(?<from>\d*)-(?<to>\d*)$/i.exec(header?.replaceAll(/\s/g, '') ?? '');
  const { from = '', to = '' } = found?.groups ?? {};
  if (from === '' && to === '') return 'whole';
  const range = from === '' ? { first: Math.max(0, size - Number(to)), last: size - 1 } : { first: Number(from), last: Math.min(to === '' ? Infinity : Number(to), size - 1) };
  if (from !== '' && to !== '' && Number(to) < Number(from)) return 'whole';
  return range.first > range.last ? 'unsatisfiable' : range;
}
