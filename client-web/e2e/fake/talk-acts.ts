import type { Channel, MessageItem, Timeline, TimelineItem, View } from '../../src/core/view';
import { BART, HOUR, ME, SAM } from './people';
import { message, thread } from './talk';

type Items = readonly TimelineItem[];
type TalkAct = (view: View, items: Items, about: string, args: readonly string[]) => Items;

const change =
  (make: (item: MessageItem, args: readonly string[]) => Partial<MessageItem>): TalkAct =>
  (_, items, about, args) =>
    items.map((item) =>
      item.kind === 'message' && item.id === about ? { ...item, ...make(item, args) } : item,
    );

/** What acts do to a channel's timeline, as far as it can be seen. */
export const talkActs: Readonly<Record<string, TalkAct>> = {
  send: (view, items, _, [, text = '', replyTo = '', root = '', mentions = '', timer = '', once]) => {
    const sent = Date.now();
    const quoted = items.find((item) => item.id === replyTo);
    return [
      ...items,
      {
        ...message(view, 0, `n${sent}`, once === '1' ? '' : text, sent),
        replyTo: quoted?.kind === 'message' ? { id: quoted.id, name: quoted.name, text: quoted.text } : null,
        thread: root === '' ? null : root,
        mentions: mentions === '' ? [] : mentions.split(' '),
        expiry: timer === '' ? 0 : sent + Number(timer) * 1000,
        viewOnce: once === '1',
      },
    ];
  },
  react: change((item, [, , emoji = '']) => {
    const others = item.reactions
      .map((each) =>
        each.mine
          ? { ...each, mine: false, count: each.count - 1, by: each.by.filter((id) => id !== ME) }
          : each,
      )
      .filter((each) => each.count > 0);
    if (emoji === '') return { reactions: others };
    const same = others.find((each) => each.emoji === emoji);
    if (same === undefined) return { reactions: [...others, { emoji, count: 1, mine: true, by: [ME] }] };
    return {
      reactions: others.map((each) =>
        each === same ? { ...each, count: each.count + 1, mine: true, by: [...each.by, ME] } : each,
      ),
    };
  }),
  edit: change((_, [, , text = '']) => ({ text, edited: true })),
  deleteForMe: (_, items, about) => items.filter((item) => !about.split(' ').includes(item.id)),
  deleteForAll: change((item, [, , reason = '']) => ({
    text: '',
    files: [],
    poll: null,
    reactions: [],
    deleted: { by: 'Noor', reason, own: item.me },
  })),
  pin: change((_, [, , on]) => ({ pinned: on === '1' })),
  vote: change(({ poll }, [, , options = '']) => ({
    poll:
      poll === null
        ? null
        : {
            ...poll,
            options: poll.options.map((option, at) => {
              const mine = options.split(' ').includes(String(at));
              return { ...option, mine, votes: option.votes + Number(mine) - Number(option.mine) };
            }),
          },
  })),
  poll: (view, items, _, [, question = '', options = '', multiple, closes = '0']) => [
    ...items,
    {
      ...message(view, 0, `n${Date.now()}`, '', Date.now()),
      poll: {
        question,
        options: options.split('\n').map((text) => ({ text, votes: 0, mine: false })),
        multiple: multiple === '1',
        closes: Number(closes),
        voters: 0,
      },
    },
  ],
  viewed: (_, items, about) => items.filter((item) => item.id !== about),
  arrive: (view, items, about) => [...items, message(view, 1, `n${Date.now()}`, about, Date.now())],
};

const at = (items: Items, id: string): number => items.findIndex((item) => item.id === id);

/** Null where it is not about messages. */
export function talkAnswer(
  view: View,
  timelineOf: (id: string) => Timeline,
  name: string,
  args: readonly string[],
): unknown {
  const [channel = '', about = '', limit = '200'] = args;
  const items = ['around', 'thread', 'editHistory', 'once'].includes(name) ? timelineOf(channel).items : [];
  switch (name) {
    case 'around': {
      const here = at(items, about);
      if (here === -1) return { items: [], before: null, newer: false };
      const half = Math.floor(Number(limit) / 2);
      const from = Math.max(0, here - half);
      const to = Math.min(items.length, Math.max(here + 1, here + half));
      return { items: items.slice(from, to), before: from > 0 ? 'more' : null, newer: to < items.length };
    }
    case 'thread': {
      const root = items[at(items, about)];
      if (root === undefined) return { items: [] };
      const sent = items.filter((item) => item.kind === 'message' && item.thread === about);
      return { items: [...thread(view, root, Date.now()), ...sent] };
    }
    case 'editHistory':
      return {
        versions: [
          { text: 'I wrote this **first**.', at: Date.now() - 5 * HOUR },
          { text: 'Then this.', at: Date.now() - 4.9 * HOUR },
        ],
      };
    case 'once':
      return { text: 'The key lies under the *third* stone.' };
    case 'draft':
      return channel === 'd1' ? { text: 'Can you come on', replyTo: null } : { text: '', replyTo: null };
    case 'oldest':
      return { at: Date.now() - 30 * HOUR };
    case 'gone':
      return { gone: 11, of: 12, before: Date.now() };
    case 'search':
      return {
        done: true,
        hits: view.channels
          .flatMap((each: Channel) => timelineOf(each.id).items.map((item) => ({ item, each })))
          .flatMap(({ item, each }) =>
            item.kind === 'message' && item.text.toLowerCase().includes((args[0] ?? '').toLowerCase())
              ? [
                  {
                    channel: each.id,
                    message: item.id,
                    at: item.sent,
                    author: item.name,
                    snippet: item.text.slice(0, 90),
                  },
                ]
              : [],
          )
          .slice(0, 20),
      };
    case 'reports':
      return {
        reports: [
          {
            id: 'q1',
            by: SAM,
            at: Date.now() - HOUR,
            channel: 'c7',
            text: 'This is not how we talk to each other.',
            messages: [
              {
                id: 'r4',
                author: BART,
                text: 'You are all fools',
                sent: Date.now() - 2 * HOUR,
                proof: 'proven',
              },
              {
                id: 'rx',
                author: BART,
                text: 'And I know where you live',
                sent: Date.now() - 2 * HOUR,
                proof: 'unproven',
              },
            ],
          },
        ],
      };
    case 'blob':
      return { state: 'open', token: '00', code: '' };
    default:
      return null;
  }
}
