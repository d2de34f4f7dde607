import { useState } from 'preact/hooks';
import { setPolicy, type PolicyName } from '../../core/acts';
import type { Policy } from '../../core/view';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { policyKeys, policyValue } from '../../parts/decision-words';
import { Voices } from '../../parts/Voices';
import { RadioGroup } from '../../ui/Choices';
import { toast } from '../../ui/toast';

/** A few values that make sense, within what the chain allows. */
const CHOICES: Readonly<Record<PolicyName, readonly number[]>> = {
  approvals: [1, 2, 3, 4, 5],
  leaseHours: [24, 48, 72, 168, 336, 720],
  absenceDays: [3, 7, 14, 30, 90],
  answersDays: [1, 7, 14, 30, 90],
  deviceVoices: [1, 2],
  recoveryDelayHours: [0, 12, 24, 48, 168],
};

export function RuleDialog(props: {
  readonly name: PolicyName;
  readonly policy: Policy;
  readonly onClose: () => void;
}) {
  const { name, policy } = props;
  const [value, setValue] = useState(policy[name]);
  const values = CHOICES[name].includes(policy[name])
    ? CHOICES[name]
    : [...CHOICES[name], policy[name]].sort((one, other) => one - other);
  return (
    <ActDialog
      title={t(policyKeys[name])}
      confirm={t('rule-set')}
      onClose={props.onClose}
      disabled={value === policy[name]}
      act={() => setPolicy(name, value)}
      onDone={() => toast(t(policy.voices > 1 ? 'asked-others' : 'done'))}
    >
      <p>{t(`${policyKeys[name]}-what`)}</p>
      <RadioGroup
        label={t(policyKeys[name])}
        value={value}
        onValue={setValue}
        choices={values.map((each) => ({ value: each, label: policyValue(name, each) }))}
      />
      {name === 'approvals' ? <p class="quiet small">{t('rule-approvals-void')}</p> : null}
      <Voices needed={policy.voices} />
    </ActDialog>
  );
}
