/**
 * What the compiled core says of itself, as JSON. Times are integer milliseconds since 1970 on the server's
 * clock, ids lower-case hex.
 */
export * from './items';

export type Phase =
  | 'founding'
  | 'requesting'
  | 'answering'
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

/** One browser or terminal of a member. */
export interface Device {
  readonly id: string;
  readonly me: boolean;
  /** Signs for a steward; empty of meaning for plain members. */
  readonly office: boolean;
  /** The device that linked it; null for the first and for one that came by a recovery sheet. */
  readonly parent: string | null;
  readonly by: 'first' | 'link' | 'sheet';
  readonly since: number;
  readonly state: 'active' | 'leaving' | 'revoked';
  /** Added since this device was last told so and not yet looked at. */
  readonly unseen: boolean;
}

/** How far the own user has verified a person. `changed`: verified, and since then a device has come that is not. */
export type Verified = 'no' | 'yes' | 'changed';

export interface Member {
  readonly id: string;
  readonly name: string | null;
  readonly role: Role;
  readonly me: boolean;
  readonly state: 'active' | 'frozen' | 'removed';
  readonly since: number;
  /** 60 digits in 12 groups of 5, null for oneself. */
  readonly safetyNumber: string | null;
  readonly devices: readonly Device[];
  readonly verified: Verified;
  readonly verifiedAt: number | null;
  /** Member ids: whose invite, and who approved; from the chain. Null and empty for the founder. */
  readonly invitedBy: string | null;
  readonly approvedBy: readonly string[];
  /** Named a state of the group that contradicts the own one: messages of this person wait. */
  readonly quarantined: boolean;
  /** The own user does not want to hear this person. */
  readonly blocked: boolean;
}

/** Why nothing can be written in a channel now. */
/** `gone`: in a talk of two, the other is no longer in the group. */
export type Held = 'halted' | 'no-lease' | 'identity-changed' | 'stale' | 'not-poster' | 'revoked' | 'gone';

/** What keepers of a need-to-know channel want, and not enough of them yet. */
export interface Wish {
  readonly id: string;
  readonly kind: 'add' | 'remove' | 'keeper' | 'no-keeper' | 'timer' | 'voices';
  /** Whom it is about; none with a rule. */
  readonly members: readonly string[];
  /** Of a rule: seconds of the timer, or how many keepers; else 0. */
  readonly value: number;
  readonly by: readonly string[];
  readonly mine: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string | null;
  /** 0 is off. */
  readonly timerSeconds: number;
  /** At most 1000: then there may be more. */
  readonly unread: number;
  readonly lastActivity: number | null;
  readonly oldest: number | null;
  readonly kind: 'open' | 'announcement' | 'need-to-know' | 'direct';
  /** Of those unread, how many mention the own user, or everyone. */
  readonly mentions: number;
  /** Until when it stays quiet: 0 not at all, -1 until that is changed. */
  readonly muted: number;
  readonly favourite: boolean;
  readonly archived: boolean;
  /** Something was begun here and not sent. */
  readonly draft: boolean;
  /** The oldest message that was not read. */
  readonly firstUnread: string | null;
  /** What the group's policy allows, in seconds; a largest of 0 allows that messages stay. */
  readonly timerMin: number;
  readonly timerMax: number;
  /** Message ids, oldest first. */
  readonly pins: readonly string[];
  /** Of the channel's devices, how many told that what had expired is gone from them; both 0 with nothing to tell. */
  readonly goneOn: number;
  readonly goneOf: number;
  /** Announcement: who may write besides stewards. */
  readonly posters: readonly string[];
  /** Need-to-know: everyone in it, and those of them who keep it. Empty elsewhere. */
  readonly people: readonly string[];
  readonly keepers: readonly string[];
  readonly wishes: readonly Wish[];
  readonly held: Held | null;
  /** The people whom `held` is about. */
  readonly heldAbout: readonly string[];
}

export interface Invite {
  readonly id: string;
  readonly note: string;
  /** Only known to the device that made it, and only while it can still be used. */
  readonly link: string | null;
  readonly notAfter: number;
  readonly state: 'pending' | 'open' | 'used' | 'revoked' | 'expired' | 'declined';
  /** The steward who made it. */
  readonly by: string;
  /** Approvals it takes. */
  readonly voices: number;
  readonly channels: readonly string[];
  /** Its secret is known to somebody who is no steward any more. */
  readonly exposed: boolean;
}

export interface Approval {
  readonly by: string;
  readonly at: number;
}
/** Whether one's own voice is in. `blocked`: it does not count here, for instance about oneself. */
export type OwnVoice = 'open' | 'given' | 'blocked';

export interface Vouch {
  readonly by: string;
  readonly kind: 'know-well' | 'met' | 'worked-with' | 'against';
  readonly note: string;
  readonly at: number;
}

/** What stewards wrote to each other, or to the joiner, about a request. */
export interface RequestNote {
  readonly by: string;
  readonly kind: 'note' | 'handed-over' | 'asked' | 'declined' | 'escalated' | 'met';
  readonly text: string;
  readonly to: string | null;
  readonly at: number;
}

export interface JoinRequest {
  readonly id: string;
  /** Written by a stranger: shown as plain text, never followed. */
  readonly name: string;
  readonly answer: string;
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  /** Who might know me, in the joiner's words. */
  readonly vouchers: string;
  readonly at: number;
  readonly note: string;
  readonly safetyNumber: string;
  /** A second request came by the same invite: nobody can approve before a steward has said which is right. */
  readonly alarm: boolean;
  readonly other: { readonly id: string; readonly name: string; readonly safetyNumber: string } | null;
  readonly state: 'open' | 'deciding';
  readonly invitedBy: string;
  readonly approvals: readonly Approval[];
  readonly needed: number;
  readonly ownVoice: OwnVoice;
  readonly vouches: readonly Vouch[];
  readonly notes: readonly RequestNote[];
  readonly handedTo: string | null;
  /** The answers were changed at this time; voices for the former ones are void. */
  readonly changedAt: number | null;
  readonly expires: number;
  /** When answers and notes are deleted. */
  readonly deleteAt: number;
  readonly met: boolean;
  /** To be shown as QR to the joiner when both have met; null before. */
  readonly headCode: string | null;
}

/** Somebody asks the own user whether they know a person who wants to join. */
export interface VouchAsk {
  readonly request: string;
  readonly from: string;
  readonly name: string;
  readonly text: string;
  readonly answerBy: number;
  readonly given: Vouch['kind'] | null;
}

/** A decision of stewards that needs more voices, or waits for a commit. */
export interface Decision {
  readonly id: string;
  readonly kind:
    | 'appoint'
    | 'demote'
    | 'remove'
    | 'freeze'
    | 'unfreeze'
    | 'policy'
    | 'questions'
    | 'revoke-device'
    | 'add-device'
    | 'recovery'
    | 'move-server'
    | 'resolve'
    | 'succession'
    | 'delete-group';
  readonly by: string;
  readonly at: number;
  /** Members it is about. */
  readonly about: readonly string[];
  /** policy: its number and value; else 0. */
  readonly policy: number;
  readonly value: number;
  /** questions: their text; move-server: the address. */
  readonly text: string;
  readonly approvals: readonly Approval[];
  readonly needed: number;
  readonly ownVoice: OwnVoice;
  /** appoint: waits for the own user to accept. */
  readonly asksMe: boolean;
  readonly expires: number;
  readonly state: 'open' | 'deciding';
}

/** What somebody decided while it was on screen: "Sam decided this a moment ago". */
export interface Decided {
  readonly id: string;
  readonly kind: Decision['kind'] | 'admit' | 'decline';
  readonly by: string;
  readonly at: number;
  readonly about: readonly string[];
}

/** Something of one's own that has not left yet and can be taken back. */
export interface Undo {
  readonly id: string;
  readonly kind: Decision['kind'] | 'admit' | 'approve';
  readonly until: number;
}

export interface Policy {
  /** Approvals that a newcomer needs. */
  readonly approvals: number;
  readonly leaseHours: number;
  readonly absenceDays: number;
  readonly answersDays: number;
  readonly deviceVoices: number;
  readonly recoveryDelayHours: number;
  readonly questions: readonly string[];
  /** Voices that big decisions take, by the number of stewards. */
  readonly voices: number;
}

/** How sure one can be that the server hides nothing from the own user. */
export interface Lease {
  readonly state: 'fresh' | 'ending' | 'lapsed';
  /** When it lapses, or lapsed. */
  readonly until: number;
  /** Stewards whose statement is missing or old. */
  readonly missing: readonly string[];
  /** Absent for so long that they should be put out of office. */
  readonly absent: readonly string[];
  /** The user has chosen to go on without. */
  readonly goingOn: boolean;
  /** A steward has signed a state that the server does not show. */
  readonly more: boolean;
}

export interface Branch {
  readonly id: string;
  /** Who signed what contradicts the own line. */
  readonly by: readonly string[];
  readonly at: number;
  readonly mine: boolean;
  /** What it would take away, in words' parts: members removed on it. */
  readonly removes: readonly string[];
  readonly adds: number;
}
/** Two decisions for one place. Null while there is no such thing. */
export interface Fork {
  readonly kind: 'fork' | 'succession';
  readonly branches: readonly Branch[];
  /** Whether the own user has a say in ending it. */
  readonly canResolve: boolean;
  readonly canMoveOver: boolean;
}

/** The admins say nothing any more, and members may choose others. */
export interface Succession {
  /** When one of them signed last, as far as this device knows; 0: never. */
  readonly heard: number;
  /** From when on others can be chosen, if nothing is heard until then; 0: now. */
  readonly due: number;
  /** On how many of the last seven days this device was connected, and how many it takes. */
  readonly online: number;
  readonly days: number;
  /** How many voices it takes, of how many members. */
  readonly needed: number;
  readonly members: number;
  /** The own voice can be given now. */
  readonly open: boolean;
  /** This device has its part of the key that the server will want. */
  readonly part: boolean;
  readonly choices: readonly Choice[];
}

/** Who should become the admins. */
export interface Choice {
  readonly candidates: readonly string[];
  readonly agreed: readonly string[];
  readonly voices: readonly string[];
  readonly by: string;
  readonly at: number;
  readonly own: boolean;
  /** This device is carrying it out. */
  readonly deciding: boolean;
}

/** Linking another device, on either of the two. */
export interface Linking {
  readonly side: 'old' | 'new';
  readonly stage: 'showing' | 'connecting' | 'compare' | 'waiting' | 'alarm' | 'done' | 'failed';
  /** Old side: for the QR. */
  readonly code: string | null;
  /** Old side: indexes of the ten words to be typed. */
  readonly words: readonly number[];
  /** Both sides: indexes of the four words that have to be the same. */
  readonly check: readonly number[];
  readonly confirmed: boolean;
  readonly until: number;
}

/** Somebody wants to come back with a recovery sheet. */
export interface Recovery {
  readonly id: string;
  readonly member: string;
  readonly at: number;
  readonly mine: boolean;
  /** With a delay: when it takes effect. Null while nobody has confirmed it. */
  readonly effectiveAt: number | null;
  readonly deciding: boolean;
}

export interface Sheet {
  readonly state: 'none' | 'made' | 'rehearsed';
  /** Members who hold a part of it, and how many of them it takes. */
  readonly holders: readonly string[];
  readonly needed: number;
}
/** A part of somebody's sheet that the own user keeps. */
export interface HeldShare {
  readonly owner: string;
  readonly index: number;
  readonly words: readonly number[];
}

export interface Alert {
  readonly id: string;
  readonly kind: 'own-device-added' | 'own-recovery' | 'own-device-revoked' | 'clock';
  readonly at: number;
  readonly device: string | null;
}

/** What stays unreadable: from when to when. */
export interface Gap {
  readonly channel: string;
  readonly from: number;
  readonly to: number;
  readonly why: 'expired' | 'away' | 'waiting';
}

/** What the invite says before one answers; the link's claim, not verified. */
export interface Invitation {
  readonly groupName: string;
  readonly questions: readonly string[];
  readonly keepDays: number;
  readonly readers: number;
  readonly voices: number;
  readonly forName: string;
}

export interface Waiting {
  readonly name: string;
  readonly since: number;
  readonly safetyNumber: string | null;
  /** For a member's or steward's camera. */
  readonly code: string | null;
  readonly questions: readonly string[];
  readonly answers: readonly string[];
  readonly notes: readonly {
    readonly kind: 'question' | 'declined' | 'handed-over';
    readonly text: string;
    readonly at: number;
  }[];
  readonly deleteAt: number | null;
  /** Coming back with a sheet, or being linked, rather than joining. */
  readonly as: 'newcomer' | 'returning' | 'linked';
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
    /** This is the device that holds the office. */
    readonly office: boolean;
  };
  readonly members: readonly Member[];
  readonly channels: readonly Channel[];
  readonly invites: readonly Invite[];
  readonly requests: readonly JoinRequest[];
  readonly invitation: Invitation | null;
  readonly waiting: Waiting | null;
  /** Own messages that the server has not acknowledged. */
  readonly queue: number;
  readonly policy: Policy;
  /** Null before there is a group. */
  readonly lease: Lease | null;
  readonly fork: Fork | null;
  readonly decisions: readonly Decision[];
  readonly decided: readonly Decided[];
  readonly undos: readonly Undo[];
  /** Null for admins, and while the admins are heard of. */
  readonly succession: Succession | null;
  readonly vouchAsks: readonly VouchAsk[];
  readonly linking: Linking | null;
  readonly recoveries: readonly Recovery[];
  readonly sheet: Sheet;
  readonly heldShares: readonly HeldShare[];
  readonly alerts: readonly Alert[];
  readonly gaps: readonly Gap[];
}

/** What `inspectInvite` says of a link, before anything is sent. */
export type InviteLink =
  | { readonly ok: true; readonly origin: string; readonly groupId: string }
  | { readonly ok: false; readonly error: ErrorCode };
