import './rules.css';
import '../../parts/parts.css';
import { useState } from 'preact/hooks';
import type { PolicyName } from '../../core/acts';
import { isSteward, view } from '../../core/group';
import { t } from '../../i18n/t';
import { policyKeys, policyValue } from '../../parts/decision-words';
import { nameList, stewards } from '../../parts/names';
import { goSide } from '../../platform/places';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { QuestionsDialog } from './QuestionsDialog';
import { RuleDialog } from './RuleDialog';

const NAMES = Object.keys(policyKeys) as PolicyName[];
/** With fewer, one lost device can leave a group without anyone who decides. */
const ENOUGH_ADMINS = 3;

/** How the group decides: everyone may know, admins may change it. */
export function Rules() {
  const [changing, setChanging] = useState<PolicyName | 'questions' | null>(null);
  const policy = view.value?.policy;
  if (policy === undefined) return null;
  const admins = stewards();
  const close = () => setChanging(null);
  const mayChange = isSteward.value;
  return (
    <div class="pane-body stack rules measure">
      <section class="stack-close">
        <h2>{t('rules-admins')}</h2>
        <p>{t('rules-admins-are', { names: nameList(admins.map((member) => member.id)) })}</p>
        <p class="quiet small">{t('rules-voices', { voices: policy.voices })}</p>
        {admins.length < ENOUGH_ADMINS ? (
          <Banner
            kind="caution"
            title={t('rules-three')}
            actions={
              mayChange ? (
                <Button onClick={() => goSide({ at: 'members' })}>{t('rules-three-do')}</Button>
              ) : undefined
            }
          >
            {t('rules-three-what')}
          </Banner>
        ) : null}
      </section>
      <section class="stack-close">
        <h2>{t('rules-values')}</h2>
        <dl class="rule-list">
          {NAMES.map((name) => (
            <div key={name} class="rule">
              <dt>{t(policyKeys[name])}</dt>
              <dd class="rule-value">{policyValue(name, policy[name])}</dd>
              <dd class="quiet small">{t(`${policyKeys[name]}-what`)}</dd>
              {mayChange ? (
                <dd>
                  <Button onClick={() => setChanging(name)}>
                    {t('rule-change', { rule: t(policyKeys[name]) })}
                  </Button>
                </dd>
              ) : null}
            </div>
          ))}
        </dl>
      </section>
      <section class="stack-close">
        <h2>{t('questions')}</h2>
        <p class="quiet small">{t('questions-what', { days: policy.answersDays })}</p>
        {policy.questions.length === 0 ? <p>{t('questions-none')}</p> : null}
        <ol class="question-list">
          {policy.questions.map((question, at) => (
            <li key={at} dir="auto">
              {question}
            </li>
          ))}
        </ol>
        {mayChange ? (
          <div class="row">
            <Button onClick={() => setChanging('questions')}>{t('questions-change')}</Button>
          </div>
        ) : null}
      </section>
      {changing === 'questions' ? <QuestionsDialog policy={policy} onClose={close} /> : null}
      {changing === null || changing === 'questions' ? null : (
        <RuleDialog name={changing} policy={policy} onClose={close} />
      )}
    </div>
  );
}
