import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconRepeat, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushDetail } from '#shared/model/push.ts';
import { responseCodes } from '#shared/model/responseCodes.ts';
import { formatSize } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { CurlButton } from './CurlButton.tsx';
import { isThisComputer, methodOf } from './headers.ts';
import { outcomeIcons } from './outcomes.ts';
import type { Deed } from './pushStore.ts';
import { useWhen } from '#renderer/ui/useWhen.ts';
import './pushHeader.css';

interface Props {
  readonly push: PushDetail;
  readonly deed: Deed;
  readonly onReplay: () => void;
  readonly onClose: () => void;
}

/** What the push is, when and whence it came, and what can be done with it. */
export function PushHeader({ push, deed, onReplay, onClose }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const when = useWhen('milliseconds');
  const { bytes, wholeBytes, source, proxy, replayOf } = push;
  const from = proxy === null ? t('from', { source }) : isThisComputer(proxy) ? t('throughTunnel', { source }) : t('throughProxy', { source, proxy });
  const facts = [
    when(push.receivedAtMs),
    ...(replayOf === null ? [methodOf(push), from] : [t('byReplay')]),
    t('bytes', { count: wholeBytes }),
    bytes < wholeBytes ? t('keptInPart', { kept: formatSize(bytes) }) : t('kept'),
  ];
  return (
    <header className="push-header">
      <div className="push-title">
        <h2>{t(`heading.${push.outcome}`)}</h2>
        <CodePill push={push} />
        <span className="push-actions">
          <CurlButton push={push} />
          <ReplayButton push={push} isReplaying={deed.kind === 'replaying'} onReplay={onReplay} />
          <Tooltip label={t('close')}>
            <ActionIcon aria-label={t('close')} onClick={onClose}>
              <Icon of={IconX} size={17} />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      <p className="push-facts">
        {facts.map((fact) => (
          <span key={fact} className="push-fact">
            <bdi>{fact}</bdi>
          </span>
        ))}
      </p>
    </header>
  );
}

/** The platform's code, its words on hover; else the push's number. */
function CodePill({ push }: { readonly push: PushDetail }): ReactNode {
  const { t } = useTranslation('pushLog');
  const { code, outcome, id } = push;
  if (code === null || code === '') return <span className="push-id">{t('number', { id })}</span>;
  const words = Object.entries(responseCodes).find(([known]) => known === code)?.[1];
  const isRefused = outcome === 'refused' || outcome === 'partial';
  const hint = !isRefused ? t('eventType', { code }) : words === undefined ? t('codeUnknown', { code }) : t('codeWords', { code, words });
  return (
    <>
      <Tooltip label={hint} openDelay={200} events={{ hover: true, focus: true, touch: true }}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the hint has to be reached by keyboard too */}
        <span className={isRefused ? 'push-code push-code-refused' : 'push-code'} tabIndex={0} role="note" aria-label={hint}>
          {isRefused ? <Icon of={outcomeIcons.refused} /> : null}
          <bdi>{code}</bdi>
        </span>
      </Tooltip>
      <span className="push-id">{t('number', { id })}</span>
    </>
  );
}

interface ReplayProps {
  readonly push: PushDetail;
  readonly isReplaying: boolean;
  readonly onReplay: () => void;
}

/** Accepts the push again, by a click or by R. */
function ReplayButton({ push, isReplaying, onReplay }: ReplayProps): ReactNode {
  const { t } = useTranslation('pushLog');
  const isCut = push.bytes < push.wholeBytes;
  useRowKey(keys.replay, isCut ? null : onReplay);
  return (
    <Tooltip label={t(!isCut ? 'replayHint' : push.isAuthenticated ? 'replayCutLarge' : 'replayCut')}>
      {/* What cannot be done says why: it keeps the focus and the hint. */}
      <Button
        variant={push.outcome === 'refused' && push.replayedAs === null ? 'filled' : 'default'}
        className="push-replay"
        leftSection={<Icon of={IconRepeat} />}
        rightSection={<KeyCaps row={keys.replay} />}
        {...(isCut ? { 'data-disabled': true } : {})}
        aria-disabled={isCut || isReplaying}
        aria-keyshortcuts={ariaShortcut(keys.replay)}
        onClick={() => {
          if (!isCut) onReplay();
        }}
      >
        {t('replay')}
      </Button>
    </Tooltip>
  );
}

