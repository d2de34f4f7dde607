import type { ComponentChildren } from 'preact';
import type { Outcome } from '../core/api';
import { t } from '../i18n/t';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { focusFirstInvalid } from '../ui/focus';
import { Fault } from './Fault';
import { useAct } from './use-act';

interface ActDialogProps {
  readonly title: string;
  /** The verb on the button, naming what it does. */
  readonly confirm: string;
  readonly kind?: 'primary' | 'danger';
  readonly children: ComponentChildren;
  readonly onClose: () => void;
  /** Null: what was entered is not right yet, and the form says where. */
  readonly act: () => Promise<Outcome> | null;
  /** After it was done; the dialog closes by itself. */
  readonly onDone?: () => void;
  readonly disabled?: boolean;
}

/** Asks before something is done, does it, and says why if it did not work. */
export function ActDialog(props: ActDialogProps) {
  const { title, confirm, kind = 'primary', children, onClose, act, onDone } = props;
  const acting = useAct();
  const submit = async (form: EventTarget | null) => {
    if (props.disabled) return;
    const doing = act();
    if (doing === null) {
      focusFirstInvalid(form);
      return;
    }
    if (!(await acting.run(() => doing))) return;
    onClose();
    onDone?.();
  };
  return (
    <Dialog title={title} closeLabel={t('close')} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        {children}
        <Fault text={acting.fault} />
        <div class="row row-end">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind={kind} type="submit" busy={acting.busy} disabled={props.disabled ?? false}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
