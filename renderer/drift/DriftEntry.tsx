import { Button } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sentencePrefix } from '#shared/model/drift.ts';
import type { Drift } from '#shared/model/drift.ts';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import type { DriftLinks } from './DriftInbox.tsx';
import { canBeNamed } from './driftState.ts';
import type { DriftStore } from './driftStore.ts';
import { Examples } from './Examples.tsx';
import { NameForm } from './NameForm.tsx';
import { useWhen } from '#renderer/ui/useWhen.ts';
import './entry.css';

interface Props {
  readonly item: Drift;
  readonly drift: DriftStore;
  readonly links: DriftLinks;
  readonly onSee: (item: Drift, entry: Element | null) => void;
  readonly onLeave: (entry: Element | null) => void;
}

/** A status that is in the inbox has none. */
const noOverrides = {};

/** One name: as it came, what is done with it, examples, when and how often. */
export function DriftEntry({ item, drift, links, onSee, onLeave }: Props): ReactNode {
  const { t } = useTranslation('drift');
  const { kind, name } = item;
  const { group } = meaningOfStatus(name, noOverrides);
  const [isNaming, setNaming] = useState(false);
  const entry = useRef<HTMLLIElement>(null);
  const nameButton = useRef<HTMLButtonElement>(null);
  const nameable = canBeNamed(item);
  const isInSentence = name.startsWith(sentencePrefix);
  const now = kind === 'field' && isInSentence ? t('now.sentenceField') : kind === 'type' && isInSentence ? t('now.sentenceType') : t(`now.${kind}`);
  const endNaming = (): void => {
    nameButton.current?.focus();
    setNaming(false);
  };
  return (
    <li ref={entry} className="drift-entry">
      <div className="drift-what">
        <h3 className="drift-name" title={name}>
          {kind === 'status' ? <StatusMark group={group} code={name} word={name} /> : <DriftName name={name} />}
        </h3>
        <p className="drift-now">
          {now}
          {kind === 'status' && !nameable ? ` ${t('tooLong')}` : null}
        </p>
      </div>
      <Examples item={item} links={links} />
      <Times item={item} />
      <div className="drift-deeds">
        {nameable ? (
          <Button ref={nameButton} data-drift-first aria-expanded={isNaming} aria-label={t('nameOf', { name })} onClick={() => setNaming(!isNaming)}>
            {t('name')}
          </Button>
        ) : null}
        <Button variant="subtle" color="gray" data-drift-first={nameable ? undefined : ''} aria-label={t('seenOf', { name })} onClick={() => onSee(item, entry.current)}>
          {t('seen')}
        </Button>
      </div>
      {isNaming ? <NameForm status={item} drift={drift} onSaved={() => onLeave(entry.current)} onCancel={endNaming} /> : null}
    </li>
  );
}

/** Somebody else's text, as it came. */
export function DriftName({ name }: { readonly name: string }): ReactNode {
  const { t } = useTranslation('drift');
  return name.trim() === '' ? <span className="drift-none">{t('emptyName')}</span> : <bdi>{name}</bdi>;
}

export function Times({ item: { count, firstSeenAtMs, lastSeenAtMs } }: { readonly item: Drift }): ReactNode {
  const { t } = useTranslation('drift');
  const when = useWhen();
  const [first, last] = [when(firstSeenAtMs), when(lastSeenAtMs)];
  return (
    <div className="drift-times">
      <span className="drift-often">{t('times', { count })}</span>
      <span className="drift-when">{first === last ? last : t('firstAndLast', { first, last })}</span>
    </div>
  );
}
