import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { outcomeOf } from '#shared/model/alert.ts';
import type { AlertLogEntry } from '#shared/model/alert.ts';
import { whyText } from '#shared/texts/alertLogText.ts';
import { useClient } from '#renderer/app/client.ts';
import { useWhen } from '#renderer/ui/useWhen.ts';

interface Props {
  readonly callId: string;
}

/** Whether the operator was told of the call, and why or why not: its entries in the alert log, the first one first. */
export function AlertsOfCall({ callId }: Props): ReactNode {
  const { t } = useTranslation(['call', 'rules']);
  const { t: rulesText } = useTranslation('rules');
  const { t: words } = useTranslation();
  const { api, events } = useClient();
  const when = useWhen('seconds');
  const [entries, setEntries] = useState<readonly AlertLogEntry[] | 'failed' | null>(null);
  useEffect(() => {
    const closing = new AbortController();
    const read = (): void =>
      void api.alerts.log({ callId }, { signal: closing.signal }).then(
        ({ items }) => setEntries(items.toReversed()),
        () => {
          if (!closing.signal.aborted) setEntries((before) => before ?? 'failed');
        },
      );
    read();
    // An alert of several calls names one of them only.
    const stop = events.subscribe(({ kind }) => {
      if (kind === 'alert' || kind === 'reset') read();
    });
    return () => {
      closing.abort();
      stop();
    };
  }, [api, events, callId]);
  if (entries === null) return null;
  const note = entries === 'failed' ? t('rules:entries.failed') : entries.length === 0 ? t('alerts.none') : null;
  return (
    <div className="facts-section" data-alerts>
      <h3 className="facts-heading">{t('section.alerts')}</h3>
      {note === null ? null : <p className="fact-note">{note}</p>}
      {typeof entries === 'string'
        ? null
        : entries.map((entry) => (
            <div key={entry.id} className="fact">
              <span className="fact-name">{when(entry.atMs)}</span>
              <span className="fact-value">
                {t('alerts.entry', { what: t(`rules:entries.what.${outcomeOf(entry.reason)}`), why: whyText(rulesText, words, entry) })}
              </span>
            </div>
          ))}
    </div>
  );
}
