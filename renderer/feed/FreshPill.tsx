import { UnstyledButton } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '#shared/model/call.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

interface Props {
  readonly fresh: readonly Call[];
  readonly onShow: () => void;
}

/** Says how many calls arrived while somebody reads, and brings them in. */
export function FreshPill({ fresh, onShow }: Props): ReactNode {
  const { t } = useTranslation('feed');
  const answered = fresh.filter((call) => call.statusGroup === 'answered').length;
  const texts: string[] = fresh.length === 0 ? [] : [t('fresh', { count: fresh.length })];
  if (answered > 0) texts.push(t('freshAnswered', { count: answered }));
  return (
    <>
      <output className="sr-only">{texts.join(', ')}</output>
      {fresh.length === 0 ? null : (
        <UnstyledButton className="fresh-pill" onClick={onShow} title={t('bringIn')}>
          <Icon of={IconArrowUp} />
          <span className="fresh-new">{texts[0]}</span>
          {texts[1] === undefined ? null : <span className="fresh-answered">{texts[1]}</span>}
        </UnstyledButton>
      )}
    </>
  );
}
