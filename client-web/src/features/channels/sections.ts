import type { Channel } from '../../core/view';
import { channelName, isMuted } from '../../parts/channel-names';

export type SectionName = 'favourites' | 'channels' | 'direct' | 'archived';

export interface Section {
  readonly name: SectionName;
  readonly channels: readonly Channel[];
}

const ORDER: readonly SectionName[] = ['favourites', 'channels', 'direct', 'archived'];

function sectionOf(channel: Channel): SectionName {
  if (channel.archived) return 'archived';
  if (channel.favourite) return 'favourites';
  return channel.kind === 'direct' ? 'direct' : 'channels';
}

/** The list in its sections, without those that are empty. What is read in between does not move the others. */
export function sectionsOf(
  channels: readonly Channel[],
  part: string,
  unreadFirst: boolean,
  now: number,
): readonly Section[] {
  const wanted = part.trim().toLocaleLowerCase();
  const fitting = channels.filter((channel) => channelName(channel).toLocaleLowerCase().includes(wanted));
  return ORDER.map((name) => {
    const own = fitting.filter((channel) => sectionOf(channel) === name);
    const rank = (channel: Channel): number =>
      channel.mentions > 0 ? 0 : channel.unread > 0 && !isMuted(channel, now) ? 1 : 2;
    const sorted = unreadFirst ? [...own].sort((one, other) => rank(one) - rank(other)) : own;
    return { name, channels: sorted };
  }).filter((section) => section.channels.length > 0);
}
