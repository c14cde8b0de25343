import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pushAnswerBody } from '#shared/model/pushAnswer.ts';
import type { PushAnswer } from '#shared/model/settings.ts';
import { FieldRow } from './FieldRow.tsx';
import { useSetting } from './editing.ts';
import './answer.css';

/** What a kept push is answered with, and that answer exactly as it is sent. */
export function AnswerField(): ReactNode {
  const { t } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting('receiver.answer');
  const kinds: readonly PushAnswer['kind'][] = ['json', 'success', 'own'];
  return (
    <FieldRow name="receiver.answer" problem={problem} decidedBy={decidedBy}>
      {({ error, 'aria-describedby': describedBy, ...control }) => (
        <div className="answer">
          <SegmentedControl
            {...control}
            value={value.kind}
            onChange={(kind) => set({ ...value, kind })}
            data={kinds.map((kind) => ({ value: kind, label: t(`fields.receiver.answer.${kind}`) }))}
          />
          {value.kind === 'own' ? (
            <>
              <Textarea
                label={t('fields.receiver.answer.text')}
                autosize
                minRows={2}
                maxRows={8}
                maxLength={4096}
                spellCheck={false}
                className="mono"
                disabled={control.disabled}
                value={value.text}
                onChange={(event) => set({ ...value, text: event.currentTarget.value })}
              />
              <TextInput
                label={t('fields.receiver.answer.contentType')}
                aria-describedby={describedBy}
                error={error}
                spellCheck={false}
                className="mono"
                disabled={control.disabled}
                value={value.contentType}
                onChange={(event) => set({ ...value, contentType: event.currentTarget.value })}
              />
            </>
          ) : null}
          <AnswerPreview answer={value.kind === 'own' ? value : { kind: value.kind }} />
        </div>
      )}
    </FieldRow>
  );
}

function AnswerPreview({ answer }: { readonly answer: PushAnswer }): ReactNode {
  const { t } = useTranslation('settings');
  const { contentType, text } = pushAnswerBody(answer);
  const lines = text.split('\n');
  const head = `HTTP 200\ncontent-type: ${contentType}\n\n`;
  return (
    <figure className="answer-preview">
      <figcaption>
        <span>{t('fields.receiver.answer.preview')}</span>
        <span>{t('fields.receiver.answer.bytes', { count: new TextEncoder().encode(text).length })}</span>
      </figcaption>
      <pre tabIndex={0} aria-label={t('fields.receiver.answer.preview')} role="group">
        <span className="answer-preview-head">{head}</span>
        {text === '' ? <span className="answer-preview-mark">{t('fields.receiver.answer.empty')}</span> : null}
        {lines.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a line has no other name than its place
          <Fragment key={index}>
            {line}
            {index < lines.length - 1 ? (
              <>
                <span className="answer-preview-mark" title={t('fields.receiver.answer.lineEnd')}>
                  {lineEnd}
                </span>
                {'\n'}
              </>
            ) : null}
          </Fragment>
        ))}
      </pre>
    </figure>
  );
}

const lineEnd = '↵';
