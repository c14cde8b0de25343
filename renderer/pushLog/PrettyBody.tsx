import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { JsonTokens } from './JsonCode.tsx';
import { foldedAtFirst, shownLines, type JsonLine, type PrettyJson } from './prettyJson.ts';

interface Props {
  readonly pretty: PrettyJson;
  /** Whether the text ends before its JSON does. */
  readonly isPart: boolean;
}

const linesAtOnce = 800;
/** Nested deeper than this, lines are indented no further. */
const mostIndents = 24;

/** JSON in numbered lines, of which long lists are folded. */
export function PrettyBody({ pretty, isPart }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const [folded, setFolded] = useState(() => foldedAtFirst(pretty));
  const [most, setMost] = useState(linesAtOnce);
  const shown = useMemo(() => shownLines(pretty, folded), [pretty, folded]);
  const toggle = (index: number): void => setFolded((now) => (now.has(index) ? new Set([...now].filter((other) => other !== index)) : new Set([...now, index])));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
    <div className="push-code-box push-pretty" tabIndex={0} role="group" aria-label={t('pretty')}>
      {shown.slice(0, most).map((index) => {
        const line = pretty.lines[index];
        if (line === undefined) return null;
        const isFolded = folded.has(index);
        const closing = line.opens === null ? undefined : pretty.lines[line.opens.end];
        return (
          <div key={index} className="json-line">
            <span className="json-number" aria-hidden>
              {index + 1}
            </span>
            {line.opens === null || line.depth === 0 ? (
              <span className="json-fold" />
            ) : (
              <UnstyledButton className="json-fold" aria-expanded={!isFolded} aria-label={t(isFolded ? 'unfold' : 'fold', { line: index + 1 })} onClick={() => toggle(index)}>
                <Icon of={isFolded ? IconChevronRight : IconChevronDown} size={12} />
              </UnstyledButton>
            )}
            <code className="json-text" style={{ '--depth': Math.min(line.depth, mostIndents) }}>
              <JsonTokens tokens={line.tokens} />
              {isFolded && line.opens !== null ? (
                <>
                  <button type="button" className="json-folded" tabIndex={-1} onClick={() => toggle(index)}>
                    <FoldedText opens={line.opens} />
                  </button>
                  {closing === undefined ? null : <JsonTokens tokens={closing.tokens} />}
                </>
              ) : null}
            </code>
          </div>
        );
      })}
      {shown.length > most ? (
        <Button className="json-more" variant="subtle" onClick={() => setMost(most + linesAtOnce)}>
          {t('moreLines', { count: Math.min(linesAtOnce, shown.length - most) })}
        </Button>
      ) : pretty.brokenAt !== null ? (
        <p className="json-broken">{isPart ? '…' : t('bodyBroken')}</p>
      ) : null}
    </div>
  );
}

/** What a folded list or map holds. */
function FoldedText({ opens }: { readonly opens: NonNullable<JsonLine['opens']> }): ReactNode {
  const { t } = useTranslation('pushLog');
  const { children: count, isList, name } = opens;
  return ` ${t(name === 'callDetailList' ? 'sentences' : isList ? 'items' : 'fields', { count })} `;
}
