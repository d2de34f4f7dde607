import { useState } from 'preact/hooks';
import { customTimer, TIMER_LONGEST, TIMER_PRESETS, TIMER_SHORTEST, type TimerUnit } from '../../core/timers';
import { durationWords } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { RadioGroup } from '../../ui/Choices';
import { Field, TextField } from '../../ui/Field';

interface TimerChoiceProps {
  readonly seconds: number;
  /** What may be chosen, where that is less than everything; a largest of 0 allows that messages stay. */
  readonly least?: number;
  readonly most?: number;
  /** Null while what was typed can't be a timer. */
  readonly onSeconds: (seconds: number | null) => void;
}

const CUSTOM = -1;
const units: readonly TimerUnit[] = ['seconds', 'minutes', 'hours', 'days'];

export function TimerChoice({ seconds, least = 0, most = 0, onSeconds }: TimerChoiceProps) {
  const shortest = Math.max(least, TIMER_SHORTEST);
  const longest = most === 0 ? TIMER_LONGEST : Math.min(most, TIMER_LONGEST);
  const allowed = (each: number): boolean => (each === 0 ? most === 0 : each >= shortest && each <= longest);
  const custom = (typed: string, per: TimerUnit): number | null => {
    const made = customTimer(typed, per);
    return made !== null && allowed(made) ? made : null;
  };
  const preset = (TIMER_PRESETS as readonly number[]).includes(seconds);
  const [choice, setChoice] = useState(preset ? seconds : CUSTOM);
  const [amount, setAmount] = useState(preset ? '' : String(seconds));
  const [unit, setUnit] = useState<TimerUnit>('seconds');
  const range = { shortest: durationWords(shortest), longest: durationWords(longest) };

  const choose = (value: number) => {
    setChoice(value);
    onSeconds(value === CUSTOM ? custom(amount, unit) : value);
  };
  const type = (nextAmount: string, nextUnit: TimerUnit) => {
    setAmount(nextAmount);
    setUnit(nextUnit);
    onSeconds(custom(nextAmount, nextUnit));
  };
  return (
    <div class="stack-small">
      <RadioGroup
        label={t('timer-label')}
        value={choice}
        onValue={choose}
        choices={[
          ...TIMER_PRESETS.filter(allowed).map((value) => ({
            value: value as number,
            label: value === 0 ? t('timer-off') : durationWords(value),
          })),
          { value: CUSTOM, label: t('timer-custom') },
        ]}
      />
      {choice === CUSTOM ? (
        <div class="timer-custom">
          <TextField
            label={t('timer-amount')}
            value={amount}
            onValue={(value) => type(value, unit)}
            autoFocus
            error={amount !== '' && custom(amount, unit) === null ? t('timer-range', range) : null}
          />
          <Field label={t('timer-unit')}>
            {({ id }) => (
              <select
                id={id}
                class="field-control"
                value={unit}
                onChange={(event) => type(amount, event.currentTarget.value as TimerUnit)}
              >
                {units.map((each) => (
                  <option key={each} value={each}>
                    {t(`unit-${each}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      ) : null}
    </div>
  );
}
