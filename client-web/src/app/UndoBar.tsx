import { useEffect, useState } from 'preact/hooks';
import { undo } from '../core/acts';
import { serverNow, view } from '../core/group';
import type { Undo } from '../core/view';
import { t } from '../i18n/t';
import { kindWords } from '../parts/decision-words';
import { Fault } from '../parts/Fault';
import { useAct } from '../parts/use-act';
import { Button } from '../ui/Button';
import { announce } from '../ui/live';

/**
 * What has been decided here and not left yet. It says so once; the seconds are only to be seen. When it is gone the
 * decision is where it belongs, so nothing is only told here.
 */
export function UndoBar() {
  const undos = view.value?.undos ?? [];
  return undos.length === 0 ? null : (
    <section class="undos" aria-label={t('undos')} data-region="undo" tabIndex={-1}>
      {undos.map((each) => (
        <UndoLine key={each.id} each={each} />
      ))}
    </section>
  );
}

function UndoLine({ each }: { readonly each: Undo }) {
  const acting = useAct();
  const [now, setNow] = useState(serverNow());
  const what = kindWords(each.kind);
  useEffect(() => announce(t('undo-announced', { what })), [each.id]);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((each.until - now) / 1000));
  return (
    <div class="undo">
      <span>
        {what} <span aria-hidden="true">{t('undo-leaves', { seconds })}</span>
      </span>
      <Button busy={acting.busy} onClick={() => void acting.run(() => undo(each.id))}>
        {t('undo')}
      </Button>
      <Fault text={acting.fault} />
    </div>
  );
}
