import { useMemo, useRef, useState } from 'preact/hooks';
import * as core from '../../core/acts';
import type { Outcome } from '../../core/api';
import { isSteward, perform, view } from '../../core/group';
import type { Channel, MessageItem } from '../../core/view';
import { t, tFor } from '../../i18n/talk';
import { composing, focusComposer, jumpTo } from '../../parts/talk';
import { goSide } from '../../platform/places';
import { announce } from '../../ui/live';
import type { MenuAt, MenuEntry } from '../../ui/Menu';
import { toast } from '../../ui/toast';

/** What is open about a message. */
export type About =
  | { readonly what: 'menu'; readonly item: MessageItem; readonly at: MenuAt }
  | { readonly what: 'react' | 'delete' | 'info' | 'report'; readonly item: MessageItem };

export interface MessageActs {
  readonly mayWrite: boolean;
  /** The thread that is on screen by itself. */
  readonly inThread: string | null;
  menu(item: MessageItem, at: MenuAt): void;
  react(item: MessageItem): void;
  toggle(item: MessageItem, emoji: string, mine: boolean): void;
  reply(item: MessageItem): void;
  edit(item: MessageItem): void;
  copy(item: MessageItem): void;
  remove(item: MessageItem): void;
  info(item: MessageItem): void;
  report(item: MessageItem): void;
  thread(item: MessageItem): void;
  toQuoted(item: MessageItem): void;
  entries(item: MessageItem): readonly MenuEntry[];
}

/** Says why something was refused; what worked can be seen. */
async function tell(doing: Promise<Outcome>): Promise<void> {
  const outcome = await doing;
  if (outcome !== '') toast(tFor('error', outcome, 'error-unknown'));
}

const settled = (item: MessageItem): boolean =>
  item.deleted === null && (item.state === 'sent' || item.state === 'received');

export const mayEdit = (item: MessageItem): boolean =>
  item.me && settled(item) && item.text !== '' && item.poll === null && !item.viewOnce;

/** Who may pin: admins; keepers where others don't know of the channel; in a talk of two both. */
function mayPin(channel: Channel): boolean {
  const me = view.value?.me.member ?? '';
  if (channel.kind === 'direct') return true;
  if (channel.kind === 'need-to-know') return channel.keepers.includes(me);
  return isSteward.value || channel.posters.includes(me);
}

/** Everything that can be done with a message, by keys, by the toolbar and by the menu. */
export function useMessageActs(
  channel: Channel,
  mayWrite: boolean,
  inThread: string | null = null,
): { acts: MessageActs; about: About | null; close: () => void } {
  const [about, setAbout] = useState<About | null>(null);
  // Read again whenever something happens: what acts on it must not be another each time.
  const latest = useRef(channel);
  latest.current = channel;
  const { id } = channel;
  const acts = useMemo((): MessageActs => {
    const compose = (mode: 'reply' | 'edit') => (item: MessageItem) => {
      composing.value = { mode, channel: id, message: item };
      focusComposer();
    };
    const all: MessageActs = {
      mayWrite,
      inThread,
      menu: (item, at) => setAbout({ what: 'menu', item, at }),
      react: (item) => setAbout({ what: 'react', item }),
      toggle: (item, emoji, mine) => void tell(core.react(id, item.id, mine ? '' : emoji)),
      reply: compose('reply'),
      edit: compose('edit'),
      copy: (item) => void copyText(item),
      remove: (item) => setAbout({ what: 'delete', item }),
      info: (item) => setAbout({ what: 'info', item }),
      report: (item) => setAbout({ what: 'report', item }),
      thread: (item) => goSide({ at: 'thread', channel: id, root: item.thread ?? item.id }),
      toQuoted: (item) => void toQuoted(id, item),
      entries: (item) => entries(latest.current, item, all),
    };
    return all;
  }, [id, mayWrite, inThread]);
  return { acts, about, close: () => setAbout(null) };
}

async function toQuoted(channel: string, { replyTo }: MessageItem): Promise<void> {
  if (replyTo === null) return;
  if (replyTo.text === null || !(await jumpTo(channel, replyTo.id))) {
    toast(t('quote-gone-now'));
  }
}

async function copyText(item: MessageItem): Promise<void> {
  try {
    await navigator.clipboard.writeText(item.text);
    announce(t('copied'));
  } catch {
    toast(t('copy-failed'));
  }
}

function entries(channel: Channel, item: MessageItem, acts: MessageActs): readonly MenuEntry[] {
  const list: (MenuEntry | null)[] = [];
  const when = (holds: boolean, entry: () => MenuEntry) => list.push(holds ? entry() : null);
  const live = settled(item);
  when(live && acts.mayWrite, () => ({ label: t('reply'), icon: 'reply', onPick: () => acts.reply(item) }));
  when(live && acts.mayWrite, () => ({ label: t('react'), icon: 'smile', onPick: () => acts.react(item) }));
  when(live, () => ({ label: t('thread-open'), icon: 'thread', onPick: () => acts.thread(item) }));
  when(mayEdit(item) && acts.mayWrite, () => ({
    label: t('edit'),
    icon: 'edit',
    onPick: () => acts.edit(item),
  }));
  when(item.text !== '', () => ({ label: t('copy-text'), icon: 'copy', onPick: () => acts.copy(item) }));
  when(live && mayPin(channel), () => ({
    label: t(item.pinned ? 'unpin' : 'pin'),
    icon: 'pin',
    onPick: () => void tell(core.pin(channel.id, item.id, !item.pinned)),
  }));
  when(true, () => ({ label: t('info'), icon: 'info', onPick: () => acts.info(item) }));
  when(live && !item.me, () => ({
    label: t('report'),
    icon: 'flag',
    onPick: () => acts.report(item),
  }));
  when(item.state === 'failed', () => ({
    label: t('retry'),
    icon: 'send',
    onPick: () => void perform((api) => api.retry(item.id)),
  }));
  when(true, () => ({ label: t('delete'), icon: 'bin', danger: true, onPick: () => acts.remove(item) }));
  return list.filter((entry) => entry !== null);
}
