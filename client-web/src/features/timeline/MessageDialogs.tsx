import type { Channel } from '../../core/view';
import { t } from '../../i18n/talk';
import { lazy } from '../../parts/lazy';
import { Menu } from '../../ui/Menu';
import type { About, MessageActs } from './use-message-acts';

const ReactDialog = lazy(async () => (await import('./ReactDialog')).ReactDialog);
const DeleteDialog = lazy(async () => (await import('./DeleteDialog')).DeleteDialog);
const InfoDialog = lazy(async () => (await import('./InfoDialog')).InfoDialog);
const ReportDialog = lazy(async () => (await import('./ReportDialog')).ReportDialog);

interface MessageDialogsProps {
  readonly channel: Channel;
  readonly about: About | null;
  readonly acts: MessageActs;
  readonly onClose: () => void;
}

export function MessageDialogs({ channel, about, acts, onClose }: MessageDialogsProps) {
  if (about === null) return null;
  const { item } = about;
  switch (about.what) {
    case 'menu':
      return <Menu label={t('tools')} at={about.at} entries={acts.entries(item)} onClose={onClose} />;
    case 'react':
      return <ReactDialog channel={channel.id} item={item} onClose={onClose} />;
    case 'delete':
      return <DeleteDialog channel={channel} item={item} onClose={onClose} />;
    case 'info':
      return <InfoDialog channel={channel} item={item} onClose={onClose} />;
    case 'report':
      return <ReportDialog channel={channel} item={item} onClose={onClose} />;
  }
}
