import './button.css';
import type { ComponentChildren, Ref } from 'preact';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: (event: MouseEvent) => void;
  /** One `primary` a screen; `danger` is named by what it destroys; `plain` is for the rest. */
  readonly kind?: 'primary' | 'secondary' | 'danger' | 'plain';
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  /** Something is being done: the button stays in place and says so, and does nothing more. */
  readonly busy?: boolean;
  /** The accessible name, where the content is an icon. */
  readonly label?: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly tabIndex?: number;
  readonly wide?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { children, onClick, kind = 'secondary', type = 'button', disabled, busy, label } = props;
  return (
    <button
      ref={props.buttonRef ?? null}
      type={type}
      class={`button button-${kind}${props.wide ? ' button-wide' : ''}${label === undefined ? '' : ' button-icon'}`}
      onClick={(event) => {
        if (busy || disabled) event.preventDefault();
        else onClick?.(event);
      }}
      aria-label={label}
      title={label}
      aria-disabled={disabled || busy ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      tabIndex={props.tabIndex}
    >
      {children}
    </button>
  );
}
