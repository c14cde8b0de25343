import { Button, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '#renderer/app/settings.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useReviews } from './context.ts';
import './review.css';

interface Props {
  readonly callId: string;
  readonly outcome: string | null;
}

const mostKeys = 9;
const noOutcomes: readonly string[] = [];

/** What came of the call: one of the operator's own words, each with its key. */
export function Outcomes({ callId, outcome }: Props): ReactNode {
  const { t } = useTranslation('review');
  const reviews = useReviews();
  const outcomes = useSettings()?.settings.desk.outcomes ?? noOutcomes;
  const beside = useMediaQuery('(max-width: 1179px)', false, { getInitialValueInEffect: false }) ? 3 : 5;
  const set = (next: string | null): void => void reviews.set([callId], { outcome: next });
  const shown = outcomes.slice(0, beside);
  // One that the list has no more is shown where it stands.
  const others = [...outcomes.slice(beside), ...(outcome === null || outcomes.includes(outcome) ? [] : [outcome])];
  const isAmongOthers = outcome !== null && others.includes(outcome);
  return (
    <div className="review-outcomes" role="group" aria-label={t('outcomes')}>
      {shown.map((name, place) => (
        <Button
          key={name}
          className="review-outcome"
          data-chosen={name === outcome}
          aria-pressed={name === outcome}
          aria-keyshortcuts={String(place + 1)}
          title={name}
          leftSection={<Kbd>{place + 1}</Kbd>}
          onClick={() => set(name === outcome ? null : name)}
        >
          {name}
        </Button>
      ))}
      {others.length === 0 ? null : (
        <Menu position="top-end" width={220} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button className="review-outcome review-outcome-more" data-chosen={isAmongOthers} aria-label={isAmongOthers ? t('otherChosen', { outcome }) : t('otherOutcomes')} rightSection={<Icon of={IconChevronDown} size={13} />}>
              {isAmongOthers ? outcome : t('more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((name) => {
              const place = outcomes.indexOf(name);
              return (
                <Menu.Item key={name} aria-checked={name === outcome} role="menuitemradio" rightSection={place === -1 || place >= mostKeys ? null : <Kbd>{place + 1}</Kbd>} onClick={() => set(name === outcome ? null : name)}>
                  {name}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
