import type { SectionName } from './settingNames.ts';

/** The id of a section's element, which its link in the list of sections goes to. */
export function sectionElementId(section: SectionName): string {
  return `settings-${section}`;
}
