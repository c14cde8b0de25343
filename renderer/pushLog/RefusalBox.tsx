import { Button } from '@mantine/core';
import { IconClock, IconRepeat } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { PushDetail } from '#shared/model/push.ts';
import { useSettings } from '#renderer/app/settings.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { AlikeStore } from './alikeStore.ts';
import { adviceFor } from './advice.ts';
import { splitReason } from './describe.ts';
import { isThisComputer } from './headers.ts';
import { outcomeIcons } from './outcomes.ts';
import type { PushLinks } from './PushPane.tsx';
import type { Deed, PushStore } from './pushStore.ts';
import './refusal.css';

interface Props {
  readonly push: PushDetail;
  readonly deed: Deed;
  readonly opened: PushStore;
  readonly alike: AlikeStore;
  readonly links: PushLinks;
}

/** Why the push was refused, and what to do about it. */
export function RefusalBox({ push, deed, opened, alike, links }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const settings = useSettings();
  const run = useStore(alike.store, (state) => state.run);
  const { code } = push;
  const isCut = push.bytes < push.wholeBytes;
  const [title, text] = splitReason(push.reason ?? t('outcome.refused'));
  const advice = adviceFor(push, settings?.settings ?? null);
  const decidedBy = settings?.decidedBy ?? {};
  const isOpenItself = !isCut && push.replayedAs === null && push.replayOf === null;
  const total = push.alike + (isOpenItself ? 1 : 0);
  const hasAlike = push.alike > 0 && push.recordCount === 0;
  const isOfOneSource = hasAlike && !push.isAuthenticated;
  const isRunning = run?.phase === 'running';

  return (
    <section className="refusal" aria-label={t('heading.refused')}>
      <h3 className="refusal-title">
        <Icon of={code === '-4' ? IconClock : outcomeIcons.refused} size={16} />
        <bdi>{title}</bdi>
      </h3>
      <p className="refusal-text">
        {text === '' ? null : <bdi>{text} </bdi>}
        {t(!isCut ? 'advice.kept' : push.isAuthenticated ? 'advice.cutLarge' : 'advice.cut')} {t(`advice.${advice.kind}`)}
        {hasAlike && push.alikeAllowed === 0 ? ` ${t(push.isAuthenticated ? 'mend.noneLike' : 'mend.noneFrom', { count: total, source: push.source })}` : null}
        {isOfOneSource && push.alikeAllowed !== 0 && isThisComputer(push.source) ? ` ${t('mend.sharedSource')}` : null}
      </p>
      <div className="refusal-actions">
        {advice.kind === 'window' ? (
          <Button
            leftSection={<Icon of={IconClock} />}
            loading={deed.kind === 'changing'}
            disabled={decidedBy['receiver.signature'] !== undefined}
            title={decidedBy['receiver.signature'] === undefined ? undefined : t('mend.decided')}
            onClick={() => void opened.change(advice.patch, t('mend.windowDone', { time: timeText(t, advice.minutes) }))}
          >
            {t('mend.window', { time: timeText(t, advice.minutes) })}
          </Button>
        ) : null}
        {advice.kind === 'address' && advice.patch !== null ? (
          <Button
            loading={deed.kind === 'changing'}
            disabled={decidedBy['receiver.allowedAddresses'] !== undefined}
            title={decidedBy['receiver.allowedAddresses'] === undefined ? undefined : t('mend.decided')}
            onClick={() => void (advice.patch === null ? null : opened.change(advice.patch, t('mend.allowDone', { address: push.source })))}
          >
            {t('mend.allow', { address: push.source })}
          </Button>
        ) : null}
        {advice.leadsToSettings ? <Button onClick={links.toSettings}>{t('mend.settings')}</Button> : null}
        {hasAlike && code !== null && push.alikeAllowed !== 0 ? (
          <Button
            leftSection={<Icon of={IconRepeat} />}
            loading={isRunning}
            title={t('mend.alikeHint')}
            onClick={() => void alike.start({ code, isAuthenticated: push.isAuthenticated, ...(isOfOneSource && { source: push.source }) }, total)}
          >
            {alikeText(t, push, total)}
          </Button>
        ) : null}
        {push.alike > 0 && code !== null ? (
          <Button variant="subtle" color="gray" className="refusal-quiet" onClick={() => links.toCode(code)}>
            {t('mend.showAlike')}
          </Button>
        ) : null}
      </div>
      <AlikeLine alike={alike} push={push} />
    </section>
  );
}

/** How replaying all of this cause goes, or went. */
function AlikeLine({ alike, push }: { readonly alike: AlikeStore; readonly push: PushDetail }): ReactNode {
  const { t } = useTranslation('pushLog');
  const run = useStore(alike.store, (state) => state.run);
  const isOfThis = run !== null && run.code === push.code && run.isAuthenticated === push.isAuthenticated && (run.source === undefined || run.source === push.source);
  return (
    <div className="refusal-run" aria-live="polite">
      {!isOfThis ? null : (
        <>
          {run.phase === 'running' ? (
            <>
              <progress aria-label={t('replaying')} max={run.total} value={run.replayed + run.refusedAgain} />
              <p>{t('mend.progress', { done: run.replayed + run.refusedAgain, count: run.total })}</p>
            </>
          ) : (
            <p>
              {t('mend.done', { count: run.replayed })}
              {run.refusedAgain === 0 ? null : ` ${t('mend.again', { count: run.refusedAgain })}`}
              {run.phase === 'failed' ? ` ${t('mend.replayFailed', { reason: run.reason ?? t('unreachable') })}` : null}
            </p>
          )}
        </>
      )}
    </div>
  );
}

type T = ReturnType<typeof useTranslation<'pushLog'>>['t'];

function timeText(t: T, minutes: number): string {
  return minutes % 60 === 0 ? t('mend.hours', { count: minutes / 60 }) : t('mend.minutes', { count: minutes });
}

/** Who had no right key is replayed of one source alone, and that is said. */
function alikeText(t: T, { isAuthenticated, source, alikeAllowed }: PushDetail, total: number): string {
  if (alikeAllowed === null) return isAuthenticated ? t('mend.tryLike', { count: total }) : t('mend.tryFrom', { count: total, source });
  if (alikeAllowed < total) return isAuthenticated ? t('mend.someLike', { count: alikeAllowed, total }) : t('mend.someFrom', { count: alikeAllowed, total, source });
  return isAuthenticated ? t('mend.alike', { count: total }) : t('mend.allFrom', { count: total, source });
}
