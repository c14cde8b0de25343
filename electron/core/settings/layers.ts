/** The settings as written: sections with their members, not checked yet. */
export type Sections = Readonly<Record<string, unknown>>;

export function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * `above` laid over `below`: sections are merged member by member, members are replaced. `statuses` has the operator's
 * own codes as members, which a change must be able to take away: it is replaced whole.
 */
export function laidOver(below: Sections, above: Sections): Sections {
  const merged: Record<string, unknown> = { ...below };
  for (const [name, section] of Object.entries(above)) {
    if (section === undefined) continue;
    const lower = merged[name];
    merged[name] = name !== 'statuses' && isSection(lower) && isSection(section) ? { ...lower, ...given(section) } : section;
  }
  return merged;
}

/** Each member of the layer by its dotted name, with who decides it. */
export function namesIn<Source extends string>(layer: Sections, source: Source): Record<string, Source> {
  const names: Record<string, Source> = {};
  for (const [name, section] of Object.entries(layer)) {
    if (!isSection(section)) continue;
    for (const member of Object.keys(given(section))) names[`${name}.${member}`] = source;
  }
  return names;
}

function given(section: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(section).filter(([, value]) => value !== undefined));
}
