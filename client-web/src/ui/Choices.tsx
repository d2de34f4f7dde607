import './field.css';
import { useId } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly note?: string;
}

interface RadioGroupProps<T> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onValue: (value: T) => void;
}

export function RadioGroup<T extends string | number>({
  label,
  choices,
  value,
  onValue,
}: RadioGroupProps<T>) {
  const name = useId();
  return (
    <fieldset class="choices">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} class="choice">
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onValue(choice.value)}
          />
          <span>
            {choice.label}
            {choice.note ? <span class="choice-note">{choice.note}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface CheckboxProps {
  readonly children: ComponentChildren;
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
}

export function Checkbox({ children, checked, onChecked }: CheckboxProps) {
  return (
    <label class="choice">
      <input type="checkbox" checked={checked} onChange={(event) => onChecked(event.currentTarget.checked)} />
      <span>{children}</span>
    </label>
  );
}
