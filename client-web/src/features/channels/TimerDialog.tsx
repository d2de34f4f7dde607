import { useState } from 'preact/hooks';
import { isSteward, perform, view } from '../../core/group';
import type { Channel } from '../../core/view';
import { durationWords } from '../../i18n/times';
import { t, tFor } from '../../i18n/t';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { toast } from '../../ui/toast';
import { TimerChoice } from './TimerChoice';

/** Admins; in a channel that others don't know of, its keepers. */
const maySet = (channel: Channel): boolean =>
  channel.kind === 'need-to-know' ? channel.keepers.includes(view.value?.me.member ?? '') : isSteward.value;

/** What "off" or "1 week" means, and for admins the choice of another. */
export function TimerDialog({
  channel,
  onClose,
}: {
  readonly channel: Channel;
  readonly onClose: () => void;
}) {
  const [seconds, setSeconds] = useState<number | null>(channel.timerSeconds);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const set = async (event: Event) => {
    event.preventDefault();
    if (seconds === null || busy) return;
    setBusy(true);
    const outcome = await perform((core) => core.setTimer(channel.id, seconds));
    setBusy(false);
    if (outcome !== '') return setFault(tFor('error', outcome, 'error-unknown'));
    toast(seconds === 0 ? t('timer-now-off') : t('timer-now', { duration: durationWords(seconds) }));
    onClose();
  };
  return (
    <Dialog title={t('timer-title')} closeLabel={t('close')} onClose={onClose}>
      <p>{t('timer-rule')}</p>
      {fault === null ? null : (
        <div role="alert">
          <Banner kind="danger">{fault}</Banner>
        </div>
      )}
      {maySet(channel) ? (
        <form class="stack" noValidate onSubmit={(event) => void set(event)}>
          <TimerChoice seconds={channel.timerSeconds} onSeconds={setSeconds} />
          <Banner>{t('timer-honest')}</Banner>
          <div class="row row-end">
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button kind="primary" type="submit" busy={busy} disabled={seconds === null}>
              {t('timer-set')}
            </Button>
          </div>
        </form>
      ) : (
        <>
          <p>
            {channel.timerSeconds === 0
              ? t('timer-now-off')
              : t('timer-now', { duration: durationWords(channel.timerSeconds) })}
          </p>
          <p class="quiet">{t(channel.kind === 'need-to-know' ? 'timer-keepers' : 'timer-admins')}</p>
          <Banner>{t('timer-honest')}</Banner>
        </>
      )}
    </Dialog>
  );
}
