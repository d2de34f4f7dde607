/**
 * What the compiled core says of itself, as JSON. Times are integer milliseconds since 1970 on the server's
 * clock, ids lower-case hex.
 */
export type Phase =
  | 'founding'
  | 'requesting'
  | 'waiting'
  | 'welcomed'
  | 'ready'
  | 'declined'
  | 'removed'
  | 'left'
  | 'halted'
  | 'deleted';

export type Connection = 'offline' | 'connecting' | 'online';
export type Role = 'steward' | 'member';

/** A reason the core gives. The page has words for each of {@link errorCodes} and one sentence for any other. */
export type ErrorCode = string;

export interface Member {
  readonly id: string;
  readonly name: string | null;
  readonly role: Role;
  readonly me: boolean;
  readonly state: 'active' | 'removed';
  readonly since: number;
  /** 60 digits in 12 groups of 5, null for oneself. */
  readonly safetyNumber: string | null;
}

export interface Channel {
  readonly id: string;
  readonly name: string | null;
  /** 0 is off. */
  readonly timerSeconds: number;
  readonly unread: number;
  readonly lastActivity: number | null;
  readonly oldest: number | null;
}

export interface Invite {
  readonly id: string;
  readonly note: string;
  /** Only known to the device that made it, and only while it can still be used. */
  readonly link: string | null;
  readonly notAfter: number;
  readonly state: 'pending' | 'open' | 'used' | 'revoked' | 'expired';
}

export interface JoinRequest {
  readonly id: string;
  /** Written by a stranger: shown as plain text, never followed. */
  readonly name: string;
  readonly answer: string;
  readonly at: number;
  readonly note: string;
  readonly safetyNumber: string;
  /** A second request came by the same invite. */
  readonly alarm: boolean;
  readonly state: 'open' | 'deciding';
}

export interface View {
  readonly phase: Phase;
  readonly problem: { readonly code: ErrorCode } | null;
  readonly connection: Connection;
  /** Device clock minus server clock. */
  readonly clock: { readonly offsetMs: number; readonly wrong: boolean };
  readonly group: { readonly id: string; readonly name: string | null; readonly origin: string };
  readonly me: {
    readonly member: string;
    readonly device: string;
    readonly name: string;
    readonly role: Role;
  };
  readonly members: readonly Member[];
  readonly channels: readonly Channel[];
  readonly invites: readonly Invite[];
  readonly requests: readonly JoinRequest[];
  readonly waiting: {
    readonly name: string;
    readonly since: number;
    readonly safetyNumber: string | null;
  } | null;
  /** Own messages that the server has not acknowledged. */
  readonly queue: number;
}

export type SendState = 'queued' | 'sent' | 'failed' | 'received' | 'unconfirmed';

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
}

/** Arrived before what opens it; heals by itself. */
export interface PendingItem {
  readonly kind: 'pending';
  readonly id: string;
  readonly at: number;
  readonly reason: string;
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
  readonly what: 'created' | 'joined' | 'removed' | 'left' | 'timer';
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

/** What `inspectInvite` says of a link, before anything is sent. */
export type InviteLink =
  | { readonly ok: true; readonly origin: string; readonly groupId: string }
  | { readonly ok: false; readonly error: ErrorCode };
