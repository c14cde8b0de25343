import { IconChevronRight } from '@tabler/icons-react';
import { useId, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrency } from '#renderer/app/settings.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import type { CallDetail } from '#shared/model/call.ts';
import { AlertsOfCall } from './AlertsOfCall.tsx';
import { Deliveries } from './Deliveries.tsx';
import { FactRow } from './FactRow.tsx';
import { useFolded } from './useFolded.ts';
import { factsOf, tellingValues, type Fact, type FactSection } from './facts.ts';
import './facts.css';

interface Props {
  readonly call: CallDetail;
  /** Where there is nothing to hear or read, the facts stand in its place. */
  readonly startsOpen: boolean;
  readonly onOpenPush: (pushId: number) => void;
}

const sectionOrder: readonly FactSection[] = ['variables', 'during', 'call', 'unknown'];

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
/** Everything that was pushed of the call: closed a line with the most telling values, open the whole. */
export function CallFacts({ call, startsOpen, onOpenPush }: Props): ReactNode {
  const { t } = useTranslation('call');
  const currency = useCurrency();
  const { isOpen: open, setOpen, lineRef, bodyRef } = useFolded(keys.facts, { startsOpen });
  const body = useId();
  const sections = useMemo(
    () =>
      factsOf(call, {
        currency,
        formatTime: (atMs) => moment.format(atMs),
        formatSeconds: (ms) => t('billedSeconds', { count: Math.round(ms / 1000) }),
      }),
    [call, currency, t],
  );
  const nameOf = ({ name }: Fact): string => ('known' in name ? t(`fact.${name.known}`) : name.own);
  const count = sectionOrder.reduce((sum, section) => sum + sections[section].length, 0);

  return (
    <section className="facts" data-open={open}>
      <button ref={lineRef} type="button" className="facts-line" aria-keyshortcuts={ariaShortcut(keys.facts)} aria-expanded={open} aria-controls={body} onClick={() => setOpen(!open)}>
        <Icon of={IconChevronRight} className="icon facts-chevron" />
        <span className="facts-title">{t('facts')}</span>
        <span className="facts-telling">
          {open
            ? null
            : tellingValues(sections, call.customerName).map((fact) => (
                <span key={nameOf(fact)} className="call-fact">
                  {'own' in fact.name || fact.name.known !== 'concerns' ? (
                    <>
                      <bdi className="facts-telling-name">{nameOf(fact)}</bdi>{' '}
                    </>
                  ) : null}
                  <bdi>{fact.text}</bdi>
                </span>
              ))}
        </span>
        <span className="facts-count">{count}</span>
      </button>
      {open ? (
        <div ref={bodyRef} id={body} className="facts-body" tabIndex={0} role="group" aria-label={t('facts')}>
          {sectionOrder.map((section) =>
            sections[section].length === 0 ? null : (
              <div key={section} className="facts-section">
                <h3 className="facts-heading">{t(`section.${section}`)}</h3>
                {sections[section].map((fact, place) => (
                  <FactRow key={`${String(place)} ${nameOf(fact)}`} name={nameOf(fact)} text={fact.text} isJson={fact.isJson} />
                ))}
              </div>
            ),
          )}
          <AlertsOfCall callId={call.callId} />
          <Deliveries call={call} onOpenPush={onOpenPush} />
        </div>
      ) : null}
    </section>
  );
}
