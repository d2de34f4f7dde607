import { memberById, view } from '../core/group';
import type { Member } from '../core/view';
import { language, t } from '../i18n/t';

export const memberName = (member: Member): string => member.name ?? t('someone');

/** The name that goes with an id: "you" for oneself, or "You" where a line starts with it. */
export function nameOf(id: string | null, at: 'start' | 'inside' = 'inside'): string {
  if (id === null) return t('someone');
  const member = memberById(id);
  if (member === undefined) return t('someone');
  return member.me ? t(at === 'start' ? 'you' : 'you-inside') : memberName(member);
}

/** "Sam, Jo and you" */
export function nameList(ids: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(
    // Each apart from the words around it, whatever its direction.
    ids.map((id) => `\u2068${nameOf(id)}\u2069`),
  );
}

export const activeMembers = (): readonly Member[] =>
  (view.value?.members ?? []).filter((member) => member.state === 'active');

export const stewards = (): readonly Member[] =>
  activeMembers().filter((member) => member.role === 'steward');

/** Whether something waits for one's own voice. */
export const isMe = (id: string): boolean => view.value?.me.member === id;
