import { itemTime, type FileItem, type MessageItem, type SystemItem } from '../../core/view';
import { clockTime, dayWords, durationWords, fullTime, momentWords } from '../../i18n/times';
import { t, tFor } from '../../i18n/talk';
import { excerpt, plainText } from '../../parts/rich/plain';
import type { GapItem, ShownItem } from './group-items';

export const authorOf = (item: MessageItem): string => (item.me ? t('you') : (item.name ?? t('someone')));

/** What a message is, in the words of one line. */
export function contentWords(item: MessageItem): string {
  if (item.deleted !== null) return deletedWords(item);
  if (item.viewOnce && item.text === '') return t('once-closed');
  const parts = [plainText(item.text)];
  if (item.poll !== null) parts.push(t('poll-spoken', { question: item.poll.question }));
  for (const file of item.files) parts.push(fileWords(file));
  return parts.filter((part) => part !== '').join(', ');
}

export function fileWords(file: FileItem): string {
  if (file.mediaType.startsWith('image/'))
    return file.alt === '' ? t('image-undescribed') : t('image-of', { alt: file.alt });
  if (file.mediaType.startsWith('audio/')) {
    return t('voice-note', { duration: durationWords(Math.max(1, Math.round(file.duration / 1000))) });
  }
  return t('file-named', { name: file.name });
}

export function deletedWords({ deleted, me }: MessageItem): string {
  if (deleted === null) return '';
  if (deleted.own) return t(me ? 'deleted-by-me' : 'deleted-by-author');
  const by = deleted.by ?? t('someone');
  return deleted.reason === ''
    ? t('deleted-by-admin', { by })
    : t('deleted-why', { by, reason: deleted.reason });
}

/** In the order people expect: who, in answer to what, what, when, and what became of it. */
export function spoken(item: ShownItem): string {
  if (item.kind === 'system') return systemWords(item);
  if (item.kind !== 'message') return closedWords(item);
  const name = authorOf(item);
  const reply = item.replyTo;
  const when = `${dayWords(item.sent, Date.now()).toLocaleLowerCase()} ${clockTime(item.sent)}`;
  const text = contentWords(item);
  const words = [
    reply === null
      ? t('item-spoken', { name, text, time: when })
      : t('item-spoken-reply', { name, to: reply.name ?? t('someone'), text, time: when }),
  ];
  if (item.thread !== null) words.push(t('thread-in'));
  if (item.edited) words.push(t('edited'));
  if (item.pinned) words.push(t('pinned'));
  if (item.me && item.state !== 'received') words.push(t(`state-${item.state}`));
  if (item.unleased) words.push(t('item-unleased'));
  if (item.gap) words.push(t('gap-before'));
  for (const { emoji, count } of item.reactions) words.push(t('reaction-spoken', { emoji, count }));
  if (item.threadCount > 0) words.push(t('thread-count', { count: item.threadCount }));
  if (item.expiry > 0) words.push(t('item-expires', { when: momentWords(item.expiry, Date.now()) }));
  return words.join(', ');
}

/** The line of a quote. */
export const quoteWords = (text: string | null): string => (text === null ? t('quote-gone') : excerpt(text));

export type ClosedItem = Exclude<ShownItem, MessageItem | SystemItem>;

const gapWords = ({ gap }: GapItem): string =>
  t(`gap-${gap.why}`, { from: fullTime(gap.from), to: fullTime(gap.to) });

export function closedWords(item: ClosedItem): string {
  if (item.kind === 'gap') return gapWords(item);
  return item.kind === 'pending'
    ? tFor('pending', item.reason, 'pending-other')
    : tFor('unreadable', item.reason, 'unreadable-other');
}

/** Who acts, and whom it is about, in the words of each kind. */
export function systemWords(item: SystemItem): string {
  const who = item.who ?? t('someone');
  const subject = item.subject ?? t('someone');
  const time = clockTime(itemTime(item));
  if (item.what === 'timer') {
    return item.timerSeconds === 0
      ? t('system-timer-off', { who, time })
      : t('system-timer', { who, time, duration: durationWords(item.timerSeconds) });
  }
  return t(`system-${item.what}`, { who, subject, time });
}
