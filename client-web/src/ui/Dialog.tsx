import './dialog.css';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Button } from './Button';
import { Icon } from './Icon';

interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * Once the dialog is gone. A text field that got focus back while the dialog was still there has it, but takes no keys in
 * Chromium: its caret was lost with the dialog. So it is left and entered again.
 */
function returnFocus(to: HTMLElement, region: Element | null): void {
  const { activeElement } = document;
  if (!to.isConnected && activeElement === document.body) {
    // What it was about is gone: to the place that Tab leads to there.
    (region?.querySelector<HTMLElement>('article[tabindex="0"]') ?? (region as HTMLElement | null))?.focus();
    return;
  }
  if (!to.isConnected || (activeElement !== to && activeElement !== document.body)) return;
  to.blur();
  to.focus();
}

/** A native modal dialog, shown as long as it is rendered. Focus goes in, stays in, and returns to where it was. */
export function Dialog({ title, closeLabel, onClose, children }: DialogProps) {
  const heading = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    const region = before?.closest('[data-region]') ?? null;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) requestAnimationFrame(() => returnFocus(before, region));
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class="dialog"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={heading}>{title}</h2>
        <Button kind="plain" label={closeLabel} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}
