import { IconMinus, IconPencil, IconPlus, type Icon as TablerIcon } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallPush } from '#shared/model/push.ts';
import { absent } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { DiffCell, DiffRow } from './recordDiff.ts';
import { useWhen } from '#renderer/ui/useWhen.ts';

interface Props {
  readonly rows: readonly DiffRow[];
  readonly heads: readonly { readonly key: string; readonly push: CallPush; readonly link: ReactNode }[];
}

/** Fields down, pushes across; what differs from the push before is named. */
export function DiffTable({ rows, heads }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const when = useWhen('milliseconds');
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
    <div className="diff" tabIndex={0} role="group" aria-label={t('compare.title')}>
      <table className="diff-table">
        <thead>
          <tr>
            <th scope="col" className="diff-field">
              {t('compare.field')}
            </th>
            {heads.map(({ key, push, link }) => (
              <th key={key} scope="col">
                {link}
                <span className="diff-when">
                  {when(push.receivedAtMs)}
                  <br />
                  {push.record === null ? t('compare.unreadable') : t(`compare.${push.outcome}`)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, cells, differs }) => (
            <tr key={path.join('\n')} className={differs ? 'diff-differs' : undefined}>
              <th scope="row" className="diff-field">
                {path.map((part, place) => (
                  // oxlint-disable-next-line react/no-array-index-key -- the parts of a path never move
                  <Fragment key={place}>
                    {place === 0 ? null : <span className="diff-step"> › </span>}
                    <bdi>{part}</bdi>
                  </Fragment>
                ))}
              </th>
              {cells.map((cell, place) => (
                <Cell key={heads[place]?.key ?? place} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const icons: Readonly<Record<'added' | 'removed' | 'changed', TablerIcon>> = { added: IconPlus, removed: IconMinus, changed: IconPencil };

function Cell({ cell: { kind, text } }: { readonly cell: DiffCell }): ReactNode {
  const { t } = useTranslation('pushLog');
  const isDifferent = kind === 'added' || kind === 'removed' || kind === 'changed';
  return (
    <td className={`diff-${kind}`}>
      <span className="diff-cell">
        {text === null ? (
          kind === 'removed' ? null : <span className="diff-nothing">{kind === 'unsent' ? t('compare.unsent') : absent}</span>
        ) : (
          <bdi className="diff-text">{text}</bdi>
        )}
        {isDifferent ? (
          <span className="diff-mark">
            <Icon of={icons[kind]} size={12} />
            {t(`compare.${kind}`)}
          </span>
        ) : null}
      </span>
    </td>
  );
}
