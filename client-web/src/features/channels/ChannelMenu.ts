import { archive, favourite, leaveChannel, mute } from '../../core/acts';
import type { Outcome } from '../../core/api';
import { perform, serverNow } from '../../core/group';
import type { Channel } from '../../core/view';
import { t, tFor } from '../../i18n/talk';
import { isMuted } from '../../parts/channel-names';
import type { MenuEntry } from '../../ui/Menu';
import { toast } from '../../ui/toast';

const HOUR = 3_600_000;

async function tell(doing: Promise<Outcome>): Promise<void> {
  const outcome = await doing;
  if (outcome !== '') toast(tFor('error', outcome, 'error-unknown'));
}

const quiet = (channel: Channel, until: number) => () => void tell(mute(channel.id, until));

/** What can be done with a channel from the list. */
export function channelEntries(
  channel: Channel,
  ask: (what: 'leave' | 'clear') => void,
): readonly MenuEntry[] {
  const now = serverNow();
  const muted = isMuted(channel, now);
  return [
    ...(channel.unread > 0
      ? [{ label: t('mark-read'), icon: 'check', onPick: () => void tell(readAll(channel)) } as const]
      : []),
    {
      label: t(channel.favourite ? 'favourite-not' : 'favourite'),
      icon: 'star',
      onPick: () => void tell(favourite(channel.id, !channel.favourite)),
    },
    ...(muted
      ? [{ label: t('mute-end'), icon: 'bell', onPick: quiet(channel, 0) } as const]
      : ([
          { label: t('mute-hour'), icon: 'mute', onPick: quiet(channel, now + HOUR) },
          { label: t('mute-day'), icon: 'mute', onPick: quiet(channel, now + 24 * HOUR) },
          { label: t('mute-always'), icon: 'mute', onPick: quiet(channel, -1) },
        ] as const)),
    {
      label: t(channel.archived ? 'archive-not' : 'archive'),
      icon: 'archive',
      onPick: () => void tell(archive(channel.id, !channel.archived)),
    },
    { label: t('channel-clear'), icon: 'bin', danger: true, onPick: () => ask('clear') },
    ...(channel.kind === 'need-to-know'
      ? [{ label: t('channel-leave'), icon: 'back', danger: true, onPick: () => ask('leave') } as const]
      : []),
  ];
}

/** Up to the latest message, which is not on screen. */
const readAll = (channel: Channel): Promise<Outcome> =>
  perform(async (core) => {
    const { items } = await core.timeline(channel.id, 50);
    const last = items.findLast((item) => item.kind === 'message');
    return last === undefined ? '' : core.act('markRead', channel.id, last.id);
  });

export const leave = (channel: Channel): Promise<Outcome> => leaveChannel(channel.id);
