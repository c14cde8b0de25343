import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '#shared/model/status.ts';
import type { AlertsStore } from '#renderer/alerts/index.ts';
import { useClient } from '#renderer/app/client.ts';
import { useSettings } from '#renderer/app/settings.ts';
import { AddressStep } from './AddressStep.tsx';
import { AnnounceStep } from './AnnounceStep.tsx';
import { LanesPicture } from './LanesPicture.tsx';
import { TestCallStep } from './TestCallStep.tsx';
import { createFirstRunStore } from './firstRunStore.ts';
import './connect.css';

interface Props {
  readonly alerts: AlertsStore;
  /** Null until it is known. */
  readonly receiver: AppStatus['receiver'] | null;
}

/** The desk before any call has arrived: where to have calls sent, one to hear now, and which to be told of. */
export function FirstRun({ alerts, receiver }: Props): ReactNode {
  const { t } = useTranslation('connect');
  const { api } = useClient();
  const view = useSettings();
  const [firstRun] = useState(() => createFirstRunStore({ api }));
  const hears = receiver === null || receiver.state === 'listening';
  return (
    <div className="first-run">
      <div className="first-run-page">
        <LanesPicture />
        <h1>{hears ? t('title') : t('stopped.title')}</h1>
        <p className="first-run-about">{hears ? t('about') : (receiver.problem ?? t('stopped.about'))}</p>
        {view === null ? null : (
          <ol className="first-run-steps">
            <AddressStep view={view} hears={hears} />
            <TestCallStep firstRun={firstRun} />
            <AnnounceStep alerts={alerts} />
          </ol>
        )}
      </div>
    </div>
  );
}
