import { Button, Modal } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Compare } from './Compare.tsx';

interface Props {
  readonly callId: string;
  readonly onOpenPush: (id: number) => void;
}

/** Lays a call's pushes beside each other. */
export function CompareButton({ callId, onOpenPush }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button leftSection={<Icon of={IconColumns} />} aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        {t('compare.open')}
      </Button>
      <Modal.Root opened={isOpen} onClose={() => setIsOpen(false)} size="min(1240px, 94vw)" centered>
        <Modal.Overlay />
        <Modal.Content>
          <Modal.Body className="compare-body">
            {/* Modal.Header would be a banner of the page to assistive technology. */}
            <div className="compare-top">
              <Modal.Title className="compare-title">{t('compare.title')}</Modal.Title>
              <Modal.CloseButton aria-label={t('compare.close')} />
            </div>
            <Compare callId={callId} onOpenPush={onOpenPush} />
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
