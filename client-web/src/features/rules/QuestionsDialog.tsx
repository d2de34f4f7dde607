import { useState } from 'preact/hooks';
import { setQuestions } from '../../core/acts';
import type { Policy } from '../../core/view';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { Voices } from '../../parts/Voices';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { toast } from '../../ui/toast';

const MOST = 8;
const LONGEST = 240;

/** Up to eight questions, one field each; empty ones don't count. */
export function QuestionsDialog({
  policy,
  onClose,
}: {
  readonly policy: Policy;
  readonly onClose: () => void;
}) {
  const [lines, setLines] = useState<readonly string[]>(
    policy.questions.length === 0 ? [''] : policy.questions,
  );
  const kept = lines.map((line) => line.trim().replace(/\s+/gu, ' ')).filter((line) => line !== '');
  return (
    <ActDialog
      title={t('questions')}
      confirm={t('questions-set')}
      onClose={onClose}
      disabled={kept.join('\n') === policy.questions.join('\n')}
      act={() => setQuestions(kept)}
      onDone={() => toast(t(policy.voices > 1 ? 'asked-others' : 'done'))}
    >
      <p>{t('questions-hint')}</p>
      {lines.map((line, at) => (
        <TextField
          key={at}
          label={t('question-number', { number: at + 1 })}
          value={line}
          onValue={(value) => setLines(lines.map((each, i) => (i === at ? value : each)))}
          maxLength={LONGEST}
        />
      ))}
      {lines.length < MOST ? (
        <div class="row">
          <Button onClick={() => setLines([...lines, ''])}>{t('question-more')}</Button>
        </div>
      ) : null}
      <Voices needed={policy.voices} />
    </ActDialog>
  );
}
