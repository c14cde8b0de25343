import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useSection } from './editing.ts';
import { sectionElementId } from './sectionList.ts';
import { sectionNames } from './settingNames.ts';
import type { SectionName } from './settingNames.ts';

interface Props {
  /** What the sections scroll in. */
  readonly scroller: RefObject<HTMLElement | null>;
}

/** The sections as links, the one being read marked; a dot says that something in it is not saved. */
export function SectionList({ scroller }: Props): ReactNode {
  const { t } = useTranslation('settings');
  const current = useSectionInView(scroller);
  return (
    <nav className="settings-list" aria-label={t('sectionList')}>
      {sectionNames.map((section) => (
        <SectionLink key={section} section={section} isCurrent={section === current} />
      ))}
    </nav>
  );
}

function SectionLink({ section, isCurrent }: { readonly section: SectionName; readonly isCurrent: boolean }): ReactNode {
  const { t } = useTranslation('settings');
  const { unsavedCount } = useSection(section);
  return (
    <a href={`#/settings/${section}`} aria-current={isCurrent ? 'location' : undefined} onClick={() => document.getElementById(sectionElementId(section))?.scrollIntoView()}>
      <span>{t(`section.${section}`)}</span>
      {unsavedCount === 0 ? null : (
        <span className="settings-list-dot">
          <span className="sr-only">{t('notSaved')}</span>
        </span>
      )}
    </a>
  );
}

/** A section counts as being read once its heading has come this near to the top, px. */
const nearTop = 96;

function useSectionInView(scroller: RefObject<HTMLElement | null>): SectionName {
  const [current, setCurrent] = useState<SectionName>(sectionNames[0]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void => {
      const { top } = element.getBoundingClientRect();
      const isAtEnd = element.scrollTop > 0 && element.scrollTop + element.clientHeight >= element.scrollHeight - 2;
      const passed = sectionNames.filter((section) => {
        const box = document.getElementById(sectionElementId(section))?.getBoundingClientRect();
        return box !== undefined && box.top - top <= nearTop;
      });
      setCurrent((isAtEnd ? sectionNames.at(-1) : passed.at(-1)) ?? sectionNames[0]);
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller]);
  return current;
}
