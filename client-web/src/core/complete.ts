import type { Channel, MessageItem, TimelineItem, View } from './view';

/** What a core that knows nothing of these things yet leaves out. */
const CHANNEL: Omit<Partial<Channel>, 'id'> = {
  mentions: 0,
  muted: 0,
  favourite: false,
  archived: false,
  draft: false,
  firstUnread: null,
  timerMin: 0,
  timerMax: 0,
  pins: [],
  goneOn: 0,
  goneOf: 0,
};
const MESSAGE: Partial<MessageItem> = {
  replyTo: null,
  thread: null,
  threadCount: 0,
  reactions: [],
  edited: false,
  deleted: null,
  mentions: [],
  mentionsEveryone: false,
  mentionsMe: false,
  viewOnce: false,
  files: [],
  poll: null,
  pinned: false,
  gap: false,
};

export const completeView = (view: View): View =>
  view.channels.every((channel) => 'pins' in channel)
    ? view
    : { ...view, channels: view.channels.map((channel) => ({ ...CHANNEL, ...channel })) };

export const completeItems = (items: readonly TimelineItem[]): readonly TimelineItem[] =>
  items.map((item) =>
    item.kind === 'message' && !('gap' in item) ? { ...MESSAGE, ...(item as MessageItem) } : item,
  );
