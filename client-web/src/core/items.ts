import type { ErrorCode } from './view';

export type SendState = 'queued' | 'sent' | 'failed' | 'received' | 'unconfirmed';

/** A file as its message carries it. What is in it lies on the server, encrypted, until the message disappears. */
export interface FileItem {
  /** What the files' worker fetches, opens and checks it by; nobody else looks into it. */
  readonly pointer: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Pixels; 0 where it is no picture. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds; 0 where it is no sound. */
  readonly duration: number;
  readonly alt: string;
  /** A small picture comes with it. */
  readonly thumbnail: boolean;
}

export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  readonly mine: boolean;
  /** Member ids. */
  readonly by: readonly string[];
}

export interface Poll {
  readonly question: string;
  readonly options: readonly { readonly text: string; readonly votes: number; readonly mine: boolean }[];
  readonly multiple: boolean;
  /** 0 when it stays open as long as its message. */
  readonly closes: number;
  readonly voters: number;
}

export interface MessageItem {
  readonly kind: 'message';
  readonly id: string;
  readonly author: string;
  readonly name: string | null;
  readonly me: boolean;
  readonly text: string;
  readonly sent: number;
  /** 0 when it stays. */
  readonly expiry: number;
  readonly state: SendState;
  readonly reason: ErrorCode | null;
  /** Sent by choice although no steward had confirmed the group's state lately. */
  readonly unleased: boolean;
  /** What it answers. `text` is null when that is gone or was never here. */
  readonly replyTo: {
    readonly id: string;
    readonly name: string | null;
    readonly text: string | null;
  } | null;
  /** The first message of the thread that it is in. */
  readonly thread: string | null;
  /** Answers in the thread that begins with it. */
  readonly threadCount: number;
  readonly reactions: readonly Reaction[];
  readonly edited: boolean;
  /** Its text is empty then. `own`: by its author; else by an admin of this name, with a reason. */
  readonly deleted: { readonly by: string | null; readonly reason: string; readonly own: boolean } | null;
  /** Member ids. */
  readonly mentions: readonly string[];
  readonly mentionsEveryone: boolean;
  readonly mentionsMe: boolean;
  /** Seen once and then gone: its text is empty until `viewed` opens it. */
  readonly viewOnce: boolean;
  readonly files: readonly FileItem[];
  readonly poll: Poll | null;
  readonly pinned: boolean;
  /** A message of the same author before this one has not arrived. */
  readonly gap: boolean;
}

/** Arrived before what opens it; heals by itself. */
export interface PendingItem {
  readonly kind: 'pending';
  readonly id: string;
  readonly at: number;
  readonly reason: string;
  /** When it was last asked for again; 0 when it was not. */
  readonly asked: number;
  readonly canAsk: boolean;
}

export interface UnreadableItem {
  readonly kind: 'unreadable';
  readonly id: string;
  readonly at: number;
  readonly reason: string;
}

export interface SystemItem {
  readonly kind: 'system';
  readonly id: string;
  readonly at: number;
  readonly what:
    | 'created'
    | 'joined'
    | 'removed'
    | 'frozen'
    | 'returned'
    | 'left'
    | 'timer'
    | 'timer-range'
    | 'appointed'
    | 'resigned'
    | 'device-added'
    | 'device-revoked'
    | 'recovered'
    | 'policy'
    | 'resolved'
    | 'succeeded'
    | 'moved';
  readonly who: string | null;
  readonly subject: string | null;
  readonly timerSeconds: number;
}

export type TimelineItem = MessageItem | PendingItem | UnreadableItem | SystemItem;

/** Oldest first. */
export interface Timeline {
  readonly channel: string;
  readonly items: readonly TimelineItem[];
}

/** The moment an item is placed at. */
export function itemTime(item: TimelineItem): number {
  return item.kind === 'message' ? item.sent : item.at;
}

/** A message that refers to nothing, and that nothing refers to. */
export const PLAIN = {
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
} satisfies Partial<MessageItem>;
