import { acts } from './group';
import type { TimelineItem } from './view';

/** Questions to the core that change nothing. Null when the core can't answer, or has gone. */
async function ask<T>(name: string, ...args: readonly string[]): Promise<T | null> {
  try {
    return (await acts().query(name, ...args)) as T;
  } catch {
    return null;
  }
}

/** What a removal would do, before anybody signs it. */
export interface RemovalPreview {
  readonly members: readonly string[];
  /** Need-to-know channels that both are in. */
  readonly channels: readonly string[];
  readonly devices: number;
  /** Voices it takes. */
  readonly needed: number;
  readonly office: boolean;
  readonly stewardsLeft: number;
}

/** One line of what stewards did about somebody: from the chain, so everyone can check it. */
export interface AuditLine {
  readonly what: string;
  readonly by: string;
  readonly at: number;
}

/** A recovery sheet as it is printed. Only known right after it was made. */
export interface SheetText {
  /** Indexes in the word list. */
  readonly words: readonly number[];
  readonly text: string;
}

export const previewRemoval = (members: readonly string[], freeze: boolean) =>
  ask<RemovalPreview>('previewRemoval', members.join(' '), freeze ? '1' : '0');
export const cameInThrough = async (member: string) =>
  (await ask<{ readonly members: readonly string[] }>('cameInThrough', member))?.members ?? null;
export const audit = async (member: string) =>
  (await ask<{ readonly lines: readonly AuditLine[] }>('audit', member))?.lines ?? null;
/** base64url, or null when there is none. */
export const proof = async () => (await ask<{ readonly proof: string | null }>('proof'))?.proof ?? null;
export const sheetText = () => ask<SheetText>('sheet');
/** The whole text of a part that one keeps for somebody; null where this core gives only its words. */
export const shareText = async (owner: string) =>
  (await ask<{ readonly text: string }>('share', owner))?.text ?? null;
export const safetyCode = async (member: string) =>
  (await ask<{ readonly code: string }>('safetyCode', member))?.code ?? null;
/** Which devices go with those that are revoked, and which would stay if one asked for it. */
export const deviceTree = (devices: readonly string[]) =>
  ask<{ readonly revoked: readonly string[]; readonly wouldKeep: readonly string[] }>(
    'deviceTree',
    devices.join(' '),
  );

/** A part of a timeline, oldest first. */
export interface TimelinePage {
  readonly items: readonly TimelineItem[];
  /** Where older ones begin, for `timelinePage`; null when there are none. */
  readonly before: string | null;
  /** There are newer ones than these. */
  readonly newer: boolean;
}
export interface SearchHit {
  readonly channel: string;
  readonly message: string;
  readonly at: number;
  /** Its author's name. */
  readonly author: string | null;
  readonly snippet: string;
}
export interface SearchFor {
  readonly text: string;
  /** A member's id, a channel's id; "" for any. */
  readonly from: string;
  readonly channel: string;
  readonly has: '' | 'file' | 'image' | 'link' | 'poll' | 'voice';
  /** 0 for any. */
  readonly before: number;
}
/** What a member told the stewards about messages. */
export interface Report {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  readonly channel: string;
  readonly text: string;
  readonly messages: readonly {
    readonly id: string;
    readonly author: string;
    readonly text: string;
    readonly sent: number;
    /**
     * Whether this device can tell that its author wrote this. `unproven`: a direct message, which proves nothing to others.
     * `no-record`: too old to be checked here. `mismatch`: it is not what its author wrote.
     */
    readonly proof: 'proven' | 'unproven' | 'no-record' | 'mismatch';
  }[];
}

/** @param before from a page's `before`; "" for the latest */
export const timelinePage = (channel: string, before: string, limit: number) =>
  ask<TimelinePage>('timeline', channel, before, String(limit));
export const around = (channel: string, message: string, limit: number) =>
  ask<TimelinePage>('around', channel, message, String(limit));
export const thread = async (channel: string, root: string) =>
  (await ask<{ readonly items: readonly TimelineItem[] }>('thread', channel, root))?.items ?? null;
export const search = (what: SearchFor) =>
  ask<{ readonly hits: readonly SearchHit[]; readonly done: boolean }>(
    'search',
    what.text,
    what.from,
    what.channel,
    what.has,
    what.before === 0 ? '' : String(what.before),
  );
export const editHistory = async (channel: string, message: string) =>
  (
    await ask<{ readonly versions: readonly { readonly text: string; readonly at: number }[] }>(
      'editHistory',
      channel,
      message,
    )
  )?.versions ?? null;
export const draftOf = (channel: string) =>
  ask<{ readonly text: string; readonly replyTo: string | null }>('draft', channel);
/** What a message that can be seen once says; asked right before `viewed`. */
export const onceText = (channel: string, message: string) =>
  ask<{ readonly text: string }>('once', channel, message);
export const reports = async () =>
  (await ask<{ readonly reports: readonly Report[] }>('reports'))?.reports ?? null;
export const oldest = async (channel: string) =>
  (await ask<{ readonly at: number | null }>('oldest', channel))?.at ?? null;
export const gone = (channel: string) =>
  ask<{ readonly gone: number; readonly of: number; readonly before: number }>('gone', channel);
