import { useState } from 'preact/hooks';
import { TIMER_PRESETS } from '../../core/timers';
import type { Channel } from '../../core/view';
import { durationWords } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { Button } from '../../ui/Button';
import { RadioGroup } from '../../ui/Choices';
import { Dialog } from '../../ui/Dialog';

interface ShorterDialogProps {
  readonly channel: Channel;
  readonly onChosen: (seconds: number) => void;
  readonly onClose: () => void;
}

/** A message may disappear earlier than the others of its channel, never later. */
export function ShorterDialog({ channel, onChosen, onClose }: ShorterDialogProps) {
  const most = channel.timerSeconds === 0 ? Infinity : channel.timerSeconds;
  const shorter = TIMER_PRESETS.filter((each) => each > 0 && each < most);
  const [seconds, setSeconds] = useState<number>(shorter[0] ?? 0);
  return (
    <Dialog title={t('shorter-title')} closeLabel={t('close')} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (seconds > 0) onChosen(seconds);
          onClose();
        }}
      >
        <p>{t('shorter-what')}</p>
        {shorter.length === 0 ? (
          <p class="quiet">{t('shorter-none')}</p>
        ) : (
          <RadioGroup<number>
            label={t('timer-label')}
            value={seconds}
            onValue={setSeconds}
            choices={shorter.map((value) => ({ value, label: durationWords(value) }))}
          />
        )}
        <div class="row row-end">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit" disabled={shorter.length === 0}>
            {t('shorter-do')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
