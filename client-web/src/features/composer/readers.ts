import type { Channel, Member } from '../../core/view';
import { t } from '../../i18n/talk';
import { activeMembers } from '../../parts/names';

/** Who reads what is written in a channel, besides oneself. */
export function readersOf(channel: Channel): readonly Member[] {
  const few = channel.kind === 'need-to-know' || channel.kind === 'direct';
  return activeMembers().filter((member) => !member.me && (!few || channel.people.includes(member.id)));
}

/** The word that mentions all of them; empty in a talk of two. */
export const everyoneWord = (channel: Channel): string => (channel.kind === 'direct' ? '' : t('everyone'));
