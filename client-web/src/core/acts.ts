import type { CoreApi, Outcome } from './api';
import { perform } from './group';
import type { Vouch } from './view';

/** What a person can ask of the group, with the types that {@link CoreApi.act} has lost. Ids are those of the view. */
type Ids = readonly string[];

const list = (ids: Ids): string => ids.join(' ');
const flag = (on: boolean): string => (on ? '1' : '0');
const act = (name: string, ...args: readonly string[]): Promise<Outcome> =>
  perform((core: CoreApi) => core.act(name, ...args));

/** Numbers of {@link setPolicy}. */
export const POLICY = {
  approvals: 2,
  leaseHours: 3,
  absenceDays: 4,
  answersDays: 5,
  deviceVoices: 7,
  recoveryDelayHours: 8,
} as const;
export type PolicyName = keyof typeof POLICY;

// Stewards
export const createAnnouncement = (name: string, timerSeconds: number, posters: Ids) =>
  act('createAnnouncement', name, String(timerSeconds), list(posters));
export const setPosters = (channel: string, members: Ids) => act('setPosters', channel, list(members));
export const appoint = (member: string) => act('appoint', member);
export const acceptOffice = (decision: string) => act('acceptOffice', decision);
export const refuseOffice = (decision: string) => act('refuseOffice', decision);
export const demote = (member: string) => act('demote', member);
export const resign = () => act('resign');
export const moveOffice = () => act('moveOffice');
export const removeMembers = (members: Ids, freeze: boolean) =>
  act('removeMembers', list(members), flag(freeze));
export const unfreeze = (member: string) => act('unfreeze', member);
export const setPolicy = (policy: PolicyName, value: number) =>
  act('setPolicy', String(POLICY[policy]), String(value));
export const setQuestions = (questions: readonly string[]) => act('setQuestions', questions.join('\n'));
export const approveDecision = (decision: string) => act('approveDecision', decision);
export const withdrawDecision = (decision: string) => act('withdrawDecision', decision);
export const undo = (id: string) => act('undo', id);
export const deleteGroup = () => act('deleteGroup');

// Vetting
export const invite = (note: string, validForMs: number, forName: string, channels: Ids) =>
  act('invite', note, String(validForMs), forName, list(channels));
export const revokeInvite = (id: string) => act('revokeInvite', id);
export const approve = (request: string) => act('approve', request);
export const decline = (request: string, reason: string, shown: 'private' | 'shared') =>
  act('decline', request, reason, shown);
export const askBack = (request: string, text: string) => act('askBack', request, text);
/** To nobody in particular when `member` is empty. */
export const handOver = (request: string, member: string) => act('handOver', request, member);
export const escalate = (request: string, text: string) => act('escalate', request, text);
export const note = (request: string, text: string) => act('note', request, text);
/** `scanned`: the joiner's code; empty when the numbers were compared by eye. */
export const met = (request: string, scanned: string) => act('met', request, scanned);
export const chooseRequest = (request: string) => act('chooseRequest', request);
export const askVouch = (request: string, members: Ids, text: string, answerBy: number) =>
  act('askVouch', request, list(members), text, String(answerBy));
export const vouch = (request: string, kind: Vouch['kind'], words: string) =>
  act('vouch', request, kind, words);
export const vouchFor = (scanned: string, kind: Vouch['kind'], words: string) =>
  act('vouchFor', scanned, kind, words);
export const answer = (answers: readonly string[], vouchers: string) => act('answer', ...answers, vouchers);
export const keepHead = (scanned: string) => act('keepHead', scanned);
export const verify = (member: string) => act('verify', member);
export const withdrawVerification = (member: string) => act('withdrawVerification', member);
/** "" when it fits, "no-match", or "not-understood". */
export const scan = (member: string, scanned: string) => act('scan', member, scanned);
export const sendAnyway = (channel: string) => act('sendAnyway', channel);
export const goOn = () => act('goOn');

// Devices and recovery
export const linkStart = () => act('linkStart');
export const linkConfirm = () => act('linkConfirm');
export const linkCancel = () => act('linkCancel');
export const revokeDevices = (devices: Ids, kept: Ids) => act('revokeDevices', list(devices), list(kept));
export const revokeMemberDevices = (member: string, devices: Ids) =>
  act('revokeMemberDevices', member, list(devices));
export const seen = (alert: string) => act('seen', alert);
export const sheetRehearsed = () => act('sheetRehearsed');
export const newSheet = () => act('newSheet');
export const noSheet = () => act('noSheet');
export const dealShares = (members: Ids, needed: number) => act('dealShares', list(members), String(needed));
export const recallShares = () => act('recallShares');
export const confirmRecovery = (id: string) => act('confirmRecovery', id);
export const vetoRecovery = (id: string) => act('vetoRecovery', id);
export const readmit = (member: string, forName: string) => act('readmit', member, forName);

// Need-to-know channels
export const createNeedToKnow = (name: string, timerSeconds: number, members: Ids, keepers: Ids) =>
  act('createNeedToKnow', name, String(timerSeconds), list(members), list(keepers));
export const addToChannel = (channel: string, members: Ids) => act('addToChannel', channel, list(members));
export const removeFromChannel = (channel: string, members: Ids) =>
  act('removeFromChannel', channel, list(members));
/** Takes back what one wanted and other keepers have not agreed to yet. */
export const withdrawFromChannel = (channel: string, wish: string) =>
  act('withdrawFromChannel', channel, wish);
export const agreeInChannel = (channel: string, wish: string) => act('agreeInChannel', channel, wish);
export const setKeeper = (channel: string, member: string, on: boolean) =>
  act('setKeeper', channel, member, flag(on));
export const leaveChannel = (channel: string) => act('leaveChannel', channel);

// Other admins, when those there are say nothing any more; whoever is one of them agrees with it
export const endorse = (members: Ids) => act('endorse', list(members));

// Forks
export const resolve = (branch: string) => act('resolve', branch);
export const moveOver = () => act('moveOver');
export const stay = () => act('stay');

// Messages. A message is named by its id, after its channel.
export interface Post {
  readonly text: string;
  readonly replyTo?: string | undefined;
  readonly thread?: string | undefined;
  /** Member ids, or "everyone". */
  readonly mentions?: Ids;
  /** Shorter than the channel's; null for the channel's. */
  readonly timerSeconds?: number | null;
  readonly viewOnce?: boolean;
  /** Pointers that the upload gave, four at most. */
  readonly files?: readonly string[];
}
export const send = (channel: string, post: Post) =>
  act(
    'send',
    channel,
    post.text,
    post.replyTo ?? '',
    post.thread ?? '',
    list(post.mentions ?? []),
    post.timerSeconds == null ? '' : String(post.timerSeconds),
    flag(post.viewOnce ?? false),
    list(post.files ?? []),
  );
/** Taken back with "". */
export const react = (channel: string, message: string, emoji: string) =>
  act('react', channel, message, emoji);
export const edit = (channel: string, message: string, text: string, mentions: Ids) =>
  act('edit', channel, message, text, list(mentions));
export const deleteForMe = (channel: string, messages: Ids) => act('deleteForMe', channel, list(messages));
export const deleteForAll = (channel: string, messages: Ids, reason: string) =>
  act('deleteForAll', channel, list(messages), reason);
export const pin = (channel: string, message: string, on: boolean) => act('pin', channel, message, flag(on));
/** @param closes when it ends; 0 for never */
export const poll = (
  channel: string,
  question: string,
  options: readonly string[],
  multiple: boolean,
  closes: number,
) => act('poll', channel, question, options.join('\n'), flag(multiple), String(closes));
/** @param options their numbers, from 0 */
export const vote = (channel: string, message: string, options: readonly number[]) =>
  act('vote', channel, message, options.join(' '));
export const draft = (channel: string, text: string, replyTo: string) => act('draft', channel, text, replyTo);
export const markRead = (channel: string, message: string) => act('markRead', channel, message);
/** @param until 0 ends it; -1 has no end */
export const mute = (channel: string, until: number) => act('mute', channel, String(until));
export const favourite = (channel: string, on: boolean) => act('favourite', channel, flag(on));
export const archive = (channel: string, on: boolean) => act('archive', channel, flag(on));
export const startDirect = (member: string) => act('startDirect', member);
export const setDirectTimer = (channel: string, seconds: number) =>
  act('setDirectTimer', channel, String(seconds));
/** A message that can be seen once has been: it is gone now. */
export const viewed = (channel: string, message: string) => act('viewed', channel, message);
export const block = (member: string, on: boolean) => act('block', member, flag(on));
export const report = (channel: string, messages: Ids, text: string) =>
  act('report', channel, list(messages), text);
export const dismissReport = (id: string) => act('dismissReport', id);
export const askAgain = (channel: string, item: string) => act('askAgain', channel, item);
/** The number that a channel's range has among the policies. */
export const TIMER_RANGE = 10;
export const setTimerRange = (channel: string, shortest: number, longest: number) =>
  act('setTimerRange', channel, String(shortest), String(longest));
export const clearHistory = (channel: string) => act('clearHistory', channel);
