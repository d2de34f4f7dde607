import { useState } from 'preact/hooks';
import { answer } from '../../core/acts';
import { firstAnswer } from '../../core/life';
import { t } from '../../i18n/t';
import { Fault } from '../../parts/Fault';
import { useAct } from '../../parts/use-act';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { focusFirstInvalid } from '../../ui/focus';

interface AnswersFormProps {
  readonly questions: readonly string[];
  readonly answers: readonly string[];
  readonly doLabel: string;
  readonly onDone?: () => void;
  readonly onCancel?: () => void;
}

const LONGEST = 2000;
const LONGEST_VOUCHERS = 250;

/** The group's questions, and who may know the person. */
export function AnswersForm({ questions, answers, doLabel, onDone, onCancel }: AnswersFormProps) {
  const [typed, setTyped] = useState<readonly string[]>(questions.map((_, at) => answers[at] ?? ''));
  const again = answers.length > 0;
  const [vouchers, setVouchers] = useState(firstAnswer.peek().slice(0, LONGEST_VOUCHERS));
  const [tried, setTried] = useState(false);
  const acting = useAct();
  const empty = (at: number) => (typed[at] ?? '').trim() === '';
  const send = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (questions.some((_, at) => empty(at))) return focusFirstInvalid(event.currentTarget);
    const done = await acting.run(() =>
      answer(
        typed.map((each) => each.trim()),
        vouchers.trim(),
      ),
    );
    if (done) onDone?.();
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => void send(event)}>
      {questions.map((question, at) => (
        <TextField
          key={at}
          label={question}
          value={typed[at] ?? ''}
          onValue={(value) => setTyped(typed.map((each, i) => (i === at ? value : each)))}
          lines={3}
          maxLength={LONGEST}
          error={tried && empty(at) ? t('field-empty') : null}
        />
      ))}
      <TextField
        label={t('answering-vouchers')}
        hint={t(again ? 'answering-vouchers-again' : 'answering-vouchers-hint')}
        value={vouchers}
        onValue={setVouchers}
        maxLength={LONGEST_VOUCHERS}
        lines={2}
      />
      <Fault text={acting.fault} />
      <div class="row row-end">
        {onCancel === undefined ? null : <Button onClick={onCancel}>{t('cancel')}</Button>}
        <Button kind="primary" type="submit" busy={acting.busy}>
          {doLabel}
        </Button>
      </div>
    </form>
  );
}
