import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { CallFiles } from './filesStore.ts';
import './fileNote.css';

/** What becomes of a file that is being saved, at the foot of the call. */
export function FileNote({ files }: { readonly files: CallFiles }): ReactNode {
  const { t } = useTranslation('call');
  const file = useStore(files.store);
  const isShown = file.state === 'saved' || file.state === 'failed' || (file.state === 'making' && file.isSlow);
  const text = (): string => {
    switch (file.state) {
      case 'idle':
        return '';
      case 'making':
        return file.isSlow ? t('file.making') : '';
      case 'saved':
        return t('file.saved', { name: file.name });
      case 'failed':
        return t(`file.failed.${file.why}`);
    }
  };
  return (
    <div className="file-note" data-shown={isShown} data-state={file.state} data-testid="file-note">
      {file.state === 'making' && file.isSlow ? <Loader size={14} aria-hidden /> : null}
      {/* There from the start: only what changes in it is read out. */}
      <span role="status" className="file-note-text">
        {text()}
      </span>
      {file.state === 'making' && file.isSlow ? (
        <Button size="compact-xs" variant="default" onClick={files.dismiss}>
          {t('file.cancel')}
        </Button>
      ) : null}
      {file.state === 'failed' ? (
        <ActionIcon aria-label={t('file.dismiss')} onClick={files.dismiss}>
          <Icon of={IconX} size={15} />
        </ActionIcon>
      ) : null}
    </div>
  );
}
