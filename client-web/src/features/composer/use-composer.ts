import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { edit as editMessage, send as sendPost } from '../../core/acts';
import { perform, timeline } from '../../core/group';
import { around } from '../../core/queries';
import type { Channel, MessageItem } from '../../core/view';
import { t, tFor } from '../../i18n/talk';
import { replaceNamed } from '../../parts/emoji';
import { composing, spoken, type Composing } from '../../parts/talk';
import { announce } from '../../ui/live';
import { mentionedIn } from './complete';
import { begunIn, keepDraft, roomLeft, storedDraft } from './drafts';
import { everyoneWord, readersOf } from './readers';

/** How the next message differs from others. */
export interface Options {
  /** Seconds, shorter than the channel's; null for the channel's. */
  readonly timer: number | null;
  readonly once: boolean;
}
const PLAIN: Options = { timer: null, once: false };

export interface ComposerState {
  readonly text: string;
  readonly fault: string | null;
  readonly about: Composing | null;
  readonly options: Options;
  readonly setOptions: (options: Options) => void;
  readonly change: (text: string) => void;
  readonly send: () => Promise<void>;
  /** Leaves reply or edit; true when there was one. */
  readonly leave: () => boolean;
  readonly editLast: () => boolean;
  readonly say: (fault: string) => void;
  /** What the message would carry besides its text. */
  readonly extras: () => {
    readonly replyTo: string | undefined;
    readonly thread: string | undefined;
    readonly mentions: readonly string[];
  };
}

const isOpen = (item: MessageItem): boolean =>
  item.me &&
  item.deleted === null &&
  (item.state === 'sent' || item.state === 'queued') &&
  item.text !== '' &&
  item.poll === null;

export function useComposer(channel: Channel, thread: string | null, stopped: boolean): ComposerState {
  const place = thread === null ? channel.id : `${channel.id}/${thread}`;
  const [text, setText] = useState(begunIn(place)?.text ?? '');
  const [fault, setFault] = useState<string | null>(null);
  const [options, setOptions] = useState<Options>(PLAIN);
  const about = thread === null && composing.value?.channel === channel.id ? composing.value : null;
  const editing = useRef<string | null>(null);
  const people = readersOf(channel);
  const replyId = about?.mode === 'reply' ? about.message.id : '';

  useEffect(() => {
    void storedDraft(place).then(async (found) => {
      if (found === null) return;
      setText((now) => (now === '' ? found.text : now));
      if (found.replyTo === '') return;
      // Asked for by itself: the timeline may not be there yet, or show another part.
      const page = await around(channel.id, found.replyTo, 1);
      const quoted = page?.items.find((item) => item.id === found.replyTo);
      if (quoted?.kind === 'message' && composing.peek() === null && thread === null) {
        composing.value = { mode: 'reply', channel: channel.id, message: quoted };
      }
    });
  }, [place]);
  // What is edited takes the place of what was begun, which comes back afterwards.
  useLayoutEffect(() => {
    const now = about?.mode === 'edit' ? about.message.id : null;
    if (now === editing.current) return;
    editing.current = now;
    setText(now === null ? (begunIn(place)?.text ?? '') : (about?.message.text ?? ''));
    setFault(null);
  }, [about]);
  // What is answered or edited may disappear meanwhile.
  const shown = timeline.value;
  useEffect(() => {
    if (about === null || shown === null || shown.channel !== channel.id || shown.newer) return;
    const there = shown.items.some((item) => item.id === about.message.id);
    if (!there && about.message.expiry > 0 && about.message.expiry <= Date.now()) {
      composing.value = null;
      announce(t('composing-gone'));
    }
  }, [shown]);

  const change = (value: string) => {
    const before = roomLeft(text);
    const after = roomLeft(value);
    setText(value);
    setFault(null);
    if (editing.current === null) keepDraft(place, value, replyId);
    if (before >= 0 && after < 0) announce(t('composer-too-long'), 'assertive');
  };
  const leave = (): boolean => {
    if (about === null) return false;
    composing.value = null;
    return true;
  };
  const extras: ComposerState['extras'] = () => ({
    replyTo: replyId === '' ? undefined : replyId,
    thread: thread ?? undefined,
    mentions: mentionedIn(text, people, everyoneWord(channel)),
  });

  const send = async (): Promise<void> => {
    if (stopped) {
      setFault(t('held-not-sent'));
      announce(t('held-not-sent'), 'assertive');
      return;
    }
    const said = replaceNamed(text.trim());
    if (said === '') return;
    if (roomLeft(said) < 0) return setFault(t('composer-too-long'));
    const { replyTo, mentions } = extras();
    if (about?.mode === 'edit') {
      const outcome = await editMessage(channel.id, about.message.id, said, mentions);
      if (outcome !== '') return setFault(tFor('error', outcome, 'error-unknown'));
      composing.value = null;
      announce(t('edit-done'));
      return;
    }
    const used = options;
    setText('');
    setFault(null);
    keepDraft(place, '', '');
    composing.value = null;
    setOptions(PLAIN);
    const plain =
      replyTo === undefined && thread === null && mentions.length === 0 && used.timer === null && !used.once;
    const saying = plain
      ? perform((core) => core.post(channel.id, said))
      : sendPost(channel.id, {
          text: said,
          replyTo,
          thread: thread ?? undefined,
          mentions,
          timerSeconds: used.timer,
          viewOnce: used.once,
        });
    const outcome = await spoken(saying, thread);
    if (outcome === '') return;
    // Never silently lost: what was not taken comes back, before what was typed meanwhile.
    const meanwhile = begunIn(place)?.text ?? '';
    const back = meanwhile === '' ? said : `${said}\n${meanwhile}`;
    setText(back);
    keepDraft(place, back, replyTo ?? '');
    setOptions(used);
    composing.value = about;
    setFault(tFor('error', outcome, 'error-unknown'));
  };
  const editLast = (): boolean => {
    const items = timeline.peek()?.channel === channel.id ? (timeline.peek()?.items ?? []) : [];
    const last = items.findLast((item) => item.kind === 'message' && isOpen(item));
    if (thread !== null || last?.kind !== 'message') return false;
    composing.value = { mode: 'edit', channel: channel.id, message: last };
    return true;
  };
  return { text, fault, about, options, setOptions, change, send, leave, editLast, say: setFault, extras };
}
