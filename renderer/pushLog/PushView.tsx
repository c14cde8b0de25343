import type { ReactNode } from 'react';
import type { PushDetail } from '#shared/model/push.ts';
import type { AlikeStore } from './alikeStore.ts';
import { Answer } from './Answer.tsx';
import { Became } from './Became.tsx';
import { BodyView } from './BodyView.tsx';
import { DeedLine } from './DeedLine.tsx';
import { HeadersTable } from './HeadersTable.tsx';
import { PushHeader } from './PushHeader.tsx';
import type { PushLinks } from './PushPane.tsx';
import type { Deed, PushStore } from './pushStore.ts';
import { RefusalBox } from './RefusalBox.tsx';

interface Props {
  readonly push: PushDetail;
  readonly deed: Deed;
  readonly opened: PushStore;
  readonly alike: AlikeStore;
  readonly links: PushLinks;
  readonly onClose: () => void;
}

/** A push: why it was refused, what became of it, what was answered, what came. */
export function PushView({ push, deed, opened, alike, links, onClose }: Props): ReactNode {
  return (
    <>
      <PushHeader push={push} deed={deed} onReplay={() => void opened.replay()} onClose={onClose} />
      <div className="push-scroll">
        <DeedLine deed={deed} links={links} />
        {push.outcome === 'refused' ? <RefusalBox push={push} deed={deed} opened={opened} alike={alike} links={links} /> : null}
        <Became push={push} links={links} />
        <Answer push={push} />
        <HeadersTable push={push} />
        <BodyView push={push} />
      </div>
    </>
  );
}
