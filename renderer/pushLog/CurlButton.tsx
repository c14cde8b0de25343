import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconChevronDown, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushDetail } from '#shared/model/push.ts';
import { useSettings } from '#renderer/app/settings.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { curlOf, noCurl } from './curl.ts';

interface Props {
  readonly push: PushDetail;
}

/** Copies the command that sends the push again; without the secret key unless that is asked for. */
export function CurlButton({ push }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const pushUrl = useSettings()?.pushUrl ?? null;
  const { copy, copied, error } = useClipboard({ timeout: 2000 });
  const why = noCurl(push);
  const cannot = why !== null ? t(`curl.${why}`) : pushUrl === null ? t('curl.noAddress') : null;
  const copyCurl = (withKey: boolean): void => {
    if (pushUrl !== null && cannot === null) copy(curlOf(push, pushUrl, { withKey }));
  };
  return (
    <Button.Group className="push-curl">
      <Tooltip label={error === null ? (cannot ?? t('curl.withoutKeyHint')) : t('curl.failed')}>
        <Button
          leftSection={<Icon of={copied ? IconCheck : IconCopy} />}
          {...(cannot === null ? {} : { 'data-disabled': true })}
          aria-disabled={cannot !== null}
          onClick={() => copyCurl(false)}
        >
          {copied ? t('curl.copied') : t('curl.copy')}
        </Button>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon className="push-curl-more" variant="default" aria-label={t('curl.choices')} title={t('curl.choices')} disabled={cannot !== null}>
            <Icon of={IconChevronDown} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => copyCurl(false)}>
            {t('curl.withoutKey')}
            <span className="push-menu-hint">{t('curl.withoutKeyHint')}</span>
          </Menu.Item>
          <Menu.Item onClick={() => copyCurl(true)}>
            {t('curl.withKey')}
            <span className="push-menu-hint">{t('curl.withKeyHint')}</span>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
