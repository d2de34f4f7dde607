import './field.css';
import { useId } from 'preact/hooks';
import type { ComponentChildren, JSX, Ref } from 'preact';

interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** What is wrong with the value, tied to the control. */
  readonly error?: string | null | undefined;
  readonly children: (control: {
    id: string;
    describedBy: string | undefined;
    invalid: boolean;
  }) => JSX.Element;
}

/** A label, a hint and an error around one control. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint ? (
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      {children({ id, describedBy: described || undefined, invalid: Boolean(error) })}
      {error ? (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'password';
  readonly autocomplete?: string;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly lines?: number;
  readonly spellcheck?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onKeyUp?: (event: KeyboardEvent) => void;
}

/** One line of text, or several where `lines` says so. */
export function TextField(props: TextFieldProps) {
  const { value, onValue, lines } = props;
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {({ id, describedBy, invalid }) => {
        const shared = {
          id,
          value,
          class: 'field-control',
          dir: 'auto' as const,
          'aria-describedby': describedBy,
          'aria-invalid': invalid ? ('true' as const) : undefined,
          maxLength: props.maxLength,
          autofocus: props.autoFocus,
          spellcheck: props.spellcheck,
        };
        return lines ? (
          <textarea
            {...shared}
            rows={lines}
            autocomplete="off"
            onInput={(event) => onValue(event.currentTarget.value)}
          />
        ) : (
          <input
            {...shared}
            ref={props.inputRef ?? null}
            type={(props.type ?? 'text') as 'text'}
            autocomplete={props.autocomplete ?? 'off'}
            autocapitalize={props.type === 'password' ? 'none' : undefined}
            onKeyUp={props.onKeyUp}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
        );
      }}
    </Field>
  );
}
