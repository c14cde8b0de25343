const sizes = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `812 B`, `4.2 MiB`, `50 GiB`: in the unit of the settings' limit, so that both can be compared. */
export function formatRoom(bytes: number): string {
  let [value, unit] = [bytes, 0];
  // What would be shown as 1,000 and more is shown in the next unit.
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${sizes.format(value)} ${units[unit] ?? ''}`;
}
