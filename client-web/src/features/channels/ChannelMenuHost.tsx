import { useState } from 'preact/hooks';
import { clearHistory } from '../../core/acts';
import type { Channel } from '../../core/view';
import { t } from '../../i18n/talk';
import { ActDialog } from '../../parts/ActDialog';
import { channelName } from '../../parts/channel-names';
import { Menu, type MenuAt } from '../../ui/Menu';
import { toast } from '../../ui/toast';
import { channelEntries, leave } from './ChannelMenu';

interface ChannelMenuHostProps {
  readonly channel: Channel;
  readonly at: MenuAt;
  readonly onClose: () => void;
}

/** The menu of a channel in the list, and the question that one of its entries asks. */
export function ChannelMenuHost({ channel, at, onClose }: ChannelMenuHostProps) {
  const [asking, setAsking] = useState<'leave' | 'clear' | null>(null);
  if (asking !== null) {
    return (
      <ActDialog
        title={t(`channel-${asking}-of`, { name: channelName(channel) })}
        confirm={t(`channel-${asking}`)}
        kind="danger"
        onClose={onClose}
        onDone={() => {
          if (asking === 'clear') toast(t('channel-clear-done'));
        }}
        act={() => (asking === 'leave' ? leave(channel) : clearHistory(channel.id))}
      >
        <p>{t(`channel-${asking}-what`)}</p>
      </ActDialog>
    );
  }
  let asked = false;
  return (
    <Menu
      label={t('channel-menu', { name: channelName(channel) })}
      at={at}
      entries={channelEntries(channel, (what) => {
        asked = true;
        setAsking(what);
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
