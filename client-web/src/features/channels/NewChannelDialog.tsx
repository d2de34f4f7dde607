import { useState } from 'preact/hooks';
import { perform, view } from '../../core/group';
import { TIMER_DEFAULT } from '../../core/timers';
import { t, tFor } from '../../i18n/t';
import { goMain } from '../../platform/places';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { TimerChoice } from './TimerChoice';

const LONGEST_NAME = 64;

export function NewChannelDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [seconds, setSeconds] = useState<number | null>(TIMER_DEFAULT);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const create = async (event: Event) => {
    event.preventDefault();
    if (name.trim() === '') return setFault(t('field-empty'));
    if (seconds === null || busy) return;
    setBusy(true);
    const before = new Set(view.value?.channels.map((channel) => channel.id));
    const outcome = await perform((core) => core.createChannel(name.trim(), seconds));
    setBusy(false);
    if (outcome !== '') return setFault(tFor('error', outcome, 'error-unknown'));
    onClose();
    const made = view.value?.channels.find((channel) => !before.has(channel.id));
    if (made !== undefined) goMain({ at: 'channel', id: made.id });
  };
  return (
    <Dialog title={t('channel-new')} closeLabel={t('close')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void create(event)}>
        <TextField
          label={t('channel-name')}
          hint={t('channel-name-hint')}
          value={name}
          onValue={setName}
          maxLength={LONGEST_NAME}
          error={fault}
          autoFocus
        />
        <TimerChoice seconds={TIMER_DEFAULT} onSeconds={setSeconds} />
        <div class="row row-end">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={seconds === null}>
            {t('channel-create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
