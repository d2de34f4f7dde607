import { memberById, view } from '../core/group';
import type { Channel } from '../core/view';
import { t } from '../i18n/t';
import { memberName } from './names';

/** Of a direct channel: the other one. */
export function otherOf(channel: Channel): string | null {
  if (channel.kind !== 'direct') return null;
  return channel.people.find((id) => id !== view.value?.me.member) ?? null;
}

export function channelName(channel: Channel): string {
  const other = otherOf(channel);
  if (other === null) return channel.name ?? t('channel-unnamed');
  const member = memberById(other);
  return member === undefined ? t('someone') : memberName(member);
}

export const channelById = (id: string): Channel | undefined =>
  view.value?.channels.find((channel) => channel.id === id);

/** Whether it is quiet now. */
export const isMuted = (channel: Channel, now: number): boolean =>
  channel.muted === -1 || channel.muted > now;
