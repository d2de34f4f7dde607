import { effect } from '@preact/signals';
import { useState } from 'preact/hooks';
import { perform, view } from '../../core/group';
import { wipe } from '../../core/life';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

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

export function WithdrawDialog({ onClose }: { readonly onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const withdraw = async () => {
    setBusy(true);
    const before = view.peek()?.phase;
    await perform((core) => core.withdraw());
    await until(() => view.value?.phase !== before, WITHDRAWN_WITHIN_MS);
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
