import { useEffect, useState } from 'preact/hooks';
import { setDirectTimer, setTimerRange } from '../../core/acts';
import { isSteward, perform, timeline, view } from '../../core/group';
import { gone, oldest } from '../../core/queries';
import type { Channel } from '../../core/view';
import { durationWords, fullTime, relativeTime } from '../../i18n/times';
import { t, tFor } from '../../i18n/talk';
import { Fault } from '../../parts/Fault';
import { Voices } from '../../parts/Voices';
import { useAct } from '../../parts/use-act';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select } from '../../ui/Select';
import { toast } from '../../ui/toast';
import { TimerChoice } from './TimerChoice';

/** Admins; in a channel that others don't know of, its keepers; of two who talk, both. */
const maySet = (channel: Channel): boolean =>
  channel.kind === 'direct' ||
  (channel.kind === 'need-to-know' ? channel.keepers.includes(view.value?.me.member ?? '') : isSteward.value);

/** Who locks what others may choose from: the group's admins, in channels that they know of. */
const mayLock = (channel: Channel): boolean =>
  isSteward.value && (channel.kind === 'open' || channel.kind === 'announcement');

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
    const outcome =
      channel.kind === 'direct'
        ? await setDirectTimer(channel.id, seconds)
        : await perform((core) => core.setTimer(channel.id, seconds));
    setBusy(false);
    if (outcome !== '') return setFault(tFor('error', outcome, 'error-unknown'));
    toast(seconds === 0 ? t('timer-now-off') : t('timer-now', { duration: durationWords(seconds) }));
    onClose();
  };
  return (
    <Dialog title={t('timer-title')} closeLabel={t('close')} onClose={onClose}>
      <p>{t('timer-rule')}</p>
      <Facts channel={channel} />
      {fault === null ? null : (
        <div role="alert">
          <Banner kind="danger">{fault}</Banner>
        </div>
      )}
      {maySet(channel) ? (
        <form class="stack" noValidate onSubmit={(event) => void set(event)}>
          <Range channel={channel} />
          <TimerChoice
            seconds={channel.timerSeconds}
            least={channel.timerMin}
            most={channel.timerMax}
            onSeconds={setSeconds}
          />
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
      {mayLock(channel) ? <Lock channel={channel} /> : null}
    </Dialog>
  );
}

function Range({ channel: { timerMin: least, timerMax: most } }: { readonly channel: Channel }) {
  if (least === 0 && most === 0) return null;
  const words = { shortest: durationWords(Math.max(1, least)), longest: durationWords(Math.max(1, most)) };
  return (
    <p class="quiet">
      {least === 0 ? t('range-most', words) : most === 0 ? t('range-least', words) : t('range-both', words)}
    </p>
  );
}

/** Who set it last, what is the oldest that can still be read, and on how many devices the rest is gone. */
function Facts({ channel }: { readonly channel: Channel }) {
  const [from, setFrom] = useState<number | null>(null);
  const [told, setTold] = useState<{ readonly gone: number; readonly of: number } | null>(null);
  useEffect(() => {
    void oldest(channel.id).then(setFrom);
    void gone(channel.id).then(setTold);
  }, [channel.id]);
  const change = timeline.value?.items.findLast((item) => item.kind === 'system' && item.what === 'timer');
  return (
    <ul class="bullets">
      {change?.kind === 'system' ? (
        <li>{t('timer-by', { who: change.who ?? t('someone'), when: fullTime(change.at) })}</li>
      ) : null}
      {from === null ? null : (
        <li>{t('oldest', { when: relativeTime(from, Date.now()), full: fullTime(from) })}</li>
      )}
      {told === null || told.of === 0 ? null : <li>{t('gone-on', { gone: told.gone, of: told.of })}</li>}
    </ul>
  );
}

const BOUNDS = [0, 3600, 86_400, 604_800, 2_419_200] as const;

/** What anybody may choose here, signed by the admins. */
function Lock({ channel }: { readonly channel: Channel }) {
  const [least, setLeast] = useState(String(channel.timerMin));
  const [most, setMost] = useState(String(channel.timerMax));
  const [wrong, setWrong] = useState(false);
  const acting = useAct();
  const same = Number(least) === channel.timerMin && Number(most) === channel.timerMax;
  const set = async (event: Event) => {
    event.preventDefault();
    const crossed = most !== '0' && Number(least) > Number(most);
    setWrong(crossed);
    if (crossed || !(await acting.run(() => setTimerRange(channel.id, Number(least), Number(most))))) return;
    toast(t((view.value?.policy.voices ?? 1) > 1 ? 'asked-others' : 'range-set'));
  };
  const bounds = (none: string, own: number) =>
    [...new Set([...BOUNDS, own])]
      .sort((one, other) => one - other)
      .map((each) => ({ value: String(each), label: each === 0 ? none : durationWords(each) }));
  return (
    <details>
      <summary>{t('range-title')}</summary>
      <form class="stack" noValidate onSubmit={(event) => void set(event)}>
        <p class="quiet small">{t('range-what')}</p>
        <Select
          label={t('range-least-label')}
          value={least}
          onValue={setLeast}
          choices={bounds(t('range-none'), channel.timerMin)}
        />
        <Select
          label={t('range-most-label')}
          value={most}
          onValue={setMost}
          choices={bounds(t('range-none'), channel.timerMax)}
        />
        <Voices needed={view.value?.policy.voices ?? 1} />
        <Fault text={wrong ? t('range-crossed') : acting.fault} />
        <div class="row row-end">
          <Button type="submit" busy={acting.busy} disabled={same}>
            {t('range-do')}
          </Button>
        </div>
      </form>
    </details>
  );
}
