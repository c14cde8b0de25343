import { SegmentedControl } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushDetail } from '#shared/model/push.ts';
import { CopyIconButton } from '#renderer/ui/CopyIconButton.tsx';
import { formatSize } from '#renderer/ui/format.ts';
import '#renderer/ui/controls.css';
import { prettyJson } from './prettyJson.ts';
import { PrettyBody } from './PrettyBody.tsx';

interface Props {
  readonly push: PushDetail;
}

type View = 'pretty' | 'raw';

/** The body: laid out, or as it came. */
export function BodyView({ push }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const { body, bytes, wholeBytes } = push;
  const [wanted, setWanted] = useState<View>('pretty');
  const pretty = useMemo(() => prettyJson(body.text), [body.text]);
  // What is JSON for a line or two only is not laid out.
  const isJson = pretty.brokenAt === null || pretty.lines.length > 2;
  const view = isJson ? wanted : 'raw';
  const isEmpty = body.text === '';
  const isPart = bytes < wholeBytes;
  const notes = [
    ...(isPart ? [t('bodyKeptInPart', { kept: formatSize(bytes), whole: formatSize(wholeBytes) })] : []),
    ...(body.isCut ? [t('bodyCut')] : []),
    ...(body.isText ? [] : [t('bodyBinary')]),
    ...(isEmpty ? [t('bodyEmpty')] : isJson ? [] : [t('bodyNotJson')]),
  ];
  return (
    <section className="push-section" aria-label={t('body')}>
      <div className="push-section-head">
        <h3>{t('body')}</h3>
        {isJson ? (
          <SegmentedControl
            size="xs"
            aria-label={t('bodyView')}
            value={view}
            onChange={setWanted}
            data={[
              { value: 'pretty', label: t('pretty') },
              { value: 'raw', label: t('raw') },
            ]}
          />
        ) : null}
        {isEmpty ? null : <CopyIconButton className="push-body-copy" value={body.text} label={t('copyBody')} copiedLabel={t('copied')} />}
      </div>
      {notes.map((note) => (
        <p key={note} className="push-line-text">
          {note}
        </p>
      ))}
      {isEmpty ? null : view === 'pretty' ? (
        <PrettyBody pretty={pretty} isPart={isPart || body.isCut} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
        <pre className="push-code-box push-raw" tabIndex={0} role="group" aria-label={t('raw')}>
          {body.text}
        </pre>
      )}
    </section>
  );
}
