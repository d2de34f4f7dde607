import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { TextField } from './Field';

interface TypedConfirmProps {
  readonly words: {
    readonly title: string;
    readonly type: string;
    /** What has to be typed; case and space around it don't count. */
    readonly word: string;
    readonly confirm: string;
    readonly cancel: string;
    readonly close: string;
  };
  /** What will be lost. */
  readonly children: ComponentChildren;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly error?: string | null;
  readonly busy?: boolean;
}

const same = (one: string, other: string): boolean =>
  one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();

/** For what can't be undone: the name of it has to be typed. */
export function TypedConfirm({ words, children, onClose, onConfirm, error, busy }: TypedConfirmProps) {
  const [typed, setTyped] = useState('');
  const right = same(typed, words.word);
  return (
    <Dialog title={words.title} closeLabel={words.close} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (right && !busy) onConfirm();
        }}
      >
        {children}
        <TextField label={words.type} value={typed} onValue={setTyped} spellcheck={false} error={error} />
        <div class="row row-end">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="danger" type="submit" disabled={!right} busy={busy ?? false}>
            {words.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
