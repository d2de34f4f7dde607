import { effect } from '@preact/signals';
import { useState } from 'preact/hooks';
import { perform, view } from '../../core/group';
import { wipe } from '../../core/life';
import { relativeTime } from '../../i18n/times';
import { t, tFor } from '../../i18n/t';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { SafetyNumber } from '../../ui/SafetyNumber';
import { Sheet } from '../../ui/Sheet';

/** Between the request and an admin's answer. Reloading or locking changes nothing. */
export function WaitingRoom() {
  const [withdrawing, setWithdrawing] = useState(false);
  const now = view.value;
  if (now === null) return null;
  const { waiting, problem, phase, connection } = now;
  if (problem !== null) return <Problem title={t('join-failed-title')} code={problem.code} />;
  const title = phase === 'welcomed' ? t('waiting-welcomed') : t('waiting-title');
  return (
    <Sheet title={title}>
      <p>{t(phase === 'requesting' ? 'waiting-sending' : 'waiting-what')}</p>
      {waiting === null ? null : (
        <p class="quiet">
          {t('waiting-since', { name: waiting.name, when: relativeTime(waiting.since, Date.now()) })}
        </p>
      )}
      {connection === 'offline' ? <Banner kind="caution">{t('waiting-offline')}</Banner> : null}
      {waiting?.safetyNumber ? (
        <section class="stack-small">
          <h2>{t('safety-number')}</h2>
          <p>{t('waiting-safety-number')}</p>
          <SafetyNumber digits={waiting.safetyNumber} label={t('safety-number')} />
        </section>
      ) : null}
      <p class="quiet">{t('waiting-stay')}</p>
      <div class="row">
        <Button kind="danger" onClick={() => setWithdrawing(true)}>
          {t('withdraw')}
        </Button>
      </div>
      {withdrawing ? <WithdrawDialog onClose={() => setWithdrawing(false)} /> : null}
    </Sheet>
  );
}

/** How long the server may take to hear of it, before this device forgets the keys that could tell it. */
const WITHDRAWN_WITHIN_MS = 5000;

/** Done when something of the view has become so, or when time is up. */
function until(done: () => boolean, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(), withinMs);
    const stop = effect(() => {
      if (!done()) return;
      clearTimeout(timer);
      resolve();
    });
    setTimeout(stop, withinMs);
  });
}

function WithdrawDialog({ onClose }: { readonly onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const withdraw = async () => {
    setBusy(true);
    await perform((core) => core.withdraw());
    await until(() => view.value?.phase !== 'waiting', WITHDRAWN_WITHIN_MS);
    await wipe();
  };
  return (
    <Dialog title={t('withdraw-title')} closeLabel={t('close')} onClose={onClose}>
      <p>{t('withdraw-what')}</p>
      <div class="row row-end">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button kind="danger" busy={busy} onClick={() => void withdraw()}>
          {t('withdraw')}
        </Button>
      </div>
    </Dialog>
  );
}

/** While a group is being made, or why it could not be. */
export function Founding() {
  const now = view.value;
  if (now === null) return null;
  if (now.problem !== null) return <Problem title={t('found-failed-title')} code={now.problem.code} />;
  return (
    <Sheet title={t('founding-title')}>
      <p>{t(now.connection === 'offline' ? 'founding-offline' : 'founding-what')}</p>
    </Sheet>
  );
}

/** A link that did not work out. Nothing of it is worth keeping, so the one step is to clear this device. */
function Problem({ title, code }: { readonly title: string; readonly code: string }) {
  const [busy, setBusy] = useState(false);
  return (
    <Sheet title={title}>
      <Banner kind="danger">{tFor('error', code, 'error-unknown')}</Banner>
      <p>{t('problem-next')}</p>
      <div class="row">
        <Button
          kind="primary"
          busy={busy}
          onClick={() => {
            setBusy(true);
            void wipe();
          }}
        >
          {t('problem-clear')}
        </Button>
      </div>
    </Sheet>
  );
}
