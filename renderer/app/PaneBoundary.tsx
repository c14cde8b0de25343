import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#renderer/ui/State.tsx';

interface Props {
  /** What is shown; another key begins anew. */
  readonly children: ReactNode;
}

/** Keeps a part of the screen that fails from taking the rest with it: says so in its place and offers to show it again. */
export class PaneBoundary extends Component<Props, { readonly failed: boolean }> {
  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override state = { failed: false };

  override render(): ReactNode {
    return this.state.failed ? <Failed onShowAgain={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

function Failed({ onShowAgain }: { readonly onShowAgain: () => void }): ReactNode {
  const { t } = useTranslation('app');
  return (
    <ErrorState
      title={t('failed.title')}
      text={t('failed.text')}
      action={
        <Button variant="default" onClick={onShowAgain}>
          {t('failed.again')}
        </Button>
      }
    />
  );
}
