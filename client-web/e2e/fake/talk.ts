import { PLAIN } from '../../src/core/items';
import type { FileItem, MessageItem, TimelineItem, View } from '../../src/core/view';
import { BART, HOUR, ME, MINUTE, SAM } from './people';

export const message = (view: View, who: number, id: string, text: string, sent: number): MessageItem => {
  const member = view.members[who];
  return {
    kind: 'message',
    id,
    author: member?.id ?? '',
    name: member?.name ?? null,
    me: member?.me ?? false,
    text,
    sent,
    expiry: sent + 604_800_000,
    state: member?.me ? 'sent' : 'received',
    reason: null,
    unleased: false,
    ...PLAIN,
  };
};

export const file = (name: string, mediaType: string, more: Partial<FileItem> = {}): FileItem => ({
  pointer: `f-${name}`,
  name,
  mediaType,
  size: 348_122,
  width: 0,
  height: 0,
  duration: 0,
  alt: '',
  thumbnail: false,
  ...more,
});

/** Everything that a message can be, one after the other. */
export function richTalk(view: View, now: number): TimelineItem[] {
  const start = now - 5 * HOUR;
  const say = (at: number, who: number, text: string, more: Partial<MessageItem> = {}): MessageItem => ({
    ...message(view, who, `r${at}`, text, start + at * MINUTE),
    ...more,
  });
  return [
    say(
      0,
      1,
      '**Shift plan** for _next_ week, ~~Monday~~ Tuesday on:\n- crane 4: Noor\n- crane 5: مريم\n1. check the hooks\n2. sign the `log`\n> Safety first, said the committee.\n```\nhook --check 4\n```',
      {
        pinned: true,
        threadCount: 3,
        reactions: [
          { emoji: '👍', count: 3, mine: true, by: [ME, SAM, BART] },
          { emoji: '🎉', count: 1, mine: false, by: [BART] },
        ],
      },
    ),
    say(3, 2, 'شكراً @Noor، سأفحص الرافعة 4 https://example.org/plan?week=30', {
      mentions: [ME],
      mentionsMe: true,
      replyTo: { id: 'r0', name: 'Sam Okafor', text: '**Shift plan** for next week' },
    }),
    say(4, 3, 'Or is it https://аpple.com/plan, or [the plan](https://plans.example.net/30)?', {
      replyTo: { id: 'gone', name: 'مريم', text: null },
    }),
    say(6, 0, 'I changed this one.', { edited: true }),
    say(9, 1, '', { deleted: { by: 'Sam Okafor', reason: '', own: true } }),
    say(10, 3, '', { deleted: { by: 'Noor', reason: 'a telephone number was in it', own: false } }),
    say(15, 4, '', {
      poll: {
        question: 'When do we meet?',
        options: [
          { text: 'Thursday at seven', votes: 4, mine: true },
          { text: 'الجمعة', votes: 1, mine: false },
          {
            text: 'Not at all, because this is a very long answer that has to be broken into lines',
            votes: 0,
            mine: false,
          },
        ],
        multiple: false,
        closes: now + 20 * HOUR,
        voters: 5,
      },
    }),
    say(20, 2, '', { viewOnce: true }),
    say(21, 0, '', { viewOnce: true }),
    say(30, 1, 'From the pier.', {
      files: [
        file('picture.jpg', 'image/jpeg', {
          width: 1600,
          height: 900,
          alt: 'The hook of crane 4, with a crack',
          thumbnail: true,
        }),
      ],
    }),
    say(31, 2, '', { files: [file('voice.ogg', 'audio/ogg', { duration: 47_000, size: 91_000 })] }),
    say(32, 3, '', {
      files: [file('minutes of the safety committee, with all of its annexes.pdf', 'application/pdf')],
      gap: true,
    }),
    say(40, 3, 'Not sent while anybody had confirmed', { unleased: true }),
    say(41, 0, 'Gone in a moment', { expiry: now + 40_000 }),
  ];
}

export const thread = (view: View, root: TimelineItem, now: number): TimelineItem[] => [
  root,
  message(view, 2, 't1', 'نعم، سأكون هناك', now - HOUR),
  message(view, 0, 't2', 'Good. @مريم you have the key?', now - 50 * MINUTE),
  message(view, 1, 't3', 'She has.', now - 49 * MINUTE),
];

/** So many that they are paged. */
export const longTalk = (view: View, now: number, count: number): TimelineItem[] =>
  Array.from({ length: count }, (_, at) =>
    message(
      view,
      at % 5,
      `l${at}`,
      `Message ${at + 1}${at % 7 === 0 ? ', which is a little longer than the others so that lines break and rows differ in height, as they do' : ''}`,
      now - (count - at) * 2 * MINUTE,
    ),
  );
