import { useState } from 'preact/hooks';
import type { Channel } from '../../core/view';
import { t } from '../../i18n/talk';
import { ActDialog } from '../../parts/ActDialog';
import { channelName } from '../../parts/channel-names';
import { Menu, type MenuAt } from '../../ui/Menu';
import { channelEntries, leave } from './ChannelMenu';

interface ChannelMenuHostProps {
  readonly channel: Channel;
  readonly at: MenuAt;
  readonly onClose: () => void;
}

/** The menu of a channel in the list, and the question that one of its entries asks. */
export function ChannelMenuHost({ channel, at, onClose }: ChannelMenuHostProps) {
  const [leaving, setLeaving] = useState(false);
  if (leaving) {
    return (
      <ActDialog
        title={t('channel-leave-of', { name: channelName(channel) })}
        confirm={t('channel-leave')}
        kind="danger"
        onClose={onClose}
        act={() => leave(channel)}
      >
        <p>{t('channel-leave-what')}</p>
      </ActDialog>
    );
  }
  let asked = false;
  return (
    <Menu
      label={t('channel-menu', { name: channelName(channel) })}
      at={at}
      entries={channelEntries(channel, () => {
        asked = true;
        setLeaving(true);
      })}
      onClose={() => {
        // The menu closes before what was picked happens: only then is it known whether something is asked.
        queueMicrotask(() => {
          if (!asked) onClose();
        });
      }}
    />
  );
}
