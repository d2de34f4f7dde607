import type { Decided, Decision, Undo } from '../core/view';
import { durationWords } from '../i18n/times';
import { t } from '../i18n/t';
import { POLICY, TIMER_RANGE, type PolicyName } from '../core/acts';
import { channelById, channelName } from './channel-names';
import { nameList } from './names';

/** The name of a policy by its number on the chain. */
export const policyName = (policy: number): PolicyName | null =>
  (Object.keys(POLICY) as PolicyName[]).find((name) => POLICY[name] === policy) ?? null;

export const policyKeys = {
  approvals: 'rule-approvals',
  leaseHours: 'rule-lease',
  absenceDays: 'rule-absence',
  answersDays: 'rule-answers',
  deviceVoices: 'rule-devices',
  recoveryDelayHours: 'rule-recovery',
} as const satisfies Record<PolicyName, string>;

/** A value of a policy as people say it. */
export function policyValue(name: PolicyName, value: number): string {
  switch (name) {
    case 'approvals':
    case 'deviceVoices':
      return t('admins-count', { count: value });
    case 'leaseHours':
      return t('hours', { count: value });
    case 'recoveryDelayHours':
      return value === 0 ? t('at-once') : t('hours', { count: value });
    case 'absenceDays':
    case 'answersDays':
      return t('days', { count: value });
  }
}

/** What a decision would do, in one line. */
export function decisionWords(decision: Decision): string {
  const names = nameList(decision.about);
  if (decision.kind !== 'policy') return t(`decision-${decision.kind}`, { names, text: decision.text });
  if (decision.policy === TIMER_RANGE) return rangeWords(decision.text);
  const name = policyName(decision.policy);
  if (name === null) return t('decision-policy-other');
  return t('decision-policy', { rule: t(policyKeys[name]), value: policyValue(name, decision.value) });
}

/** Its text is the channel's id, and the shortest and longest timer, 0 for none. */
function rangeWords(text: string): string {
  const [id = '', least = '0', most = '0'] = text.split(' ');
  const channel = channelById(id);
  const bound = (seconds: string) => (seconds === '0' ? t('no-limit') : durationWords(Number(seconds)));
  return t('decision-range', {
    channel: channel === undefined ? t('channel-unnamed') : channelName(channel),
    shortest: bound(least),
    longest: bound(most),
  });
}

/** What is under way or was decided, named by its kind. */
export const kindWords = (kind: Decided['kind'] | Undo['kind']): string => t(`kind-${kind}`);
