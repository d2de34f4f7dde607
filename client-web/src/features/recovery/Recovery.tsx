import './recovery.css';
import '../../parts/parts.css';
import { useEffect, useState } from 'preact/hooks';
import { newSheet, noSheet, recallShares } from '../../core/acts';
import { view } from '../../core/group';
import { sheetText, type SheetText } from '../../core/queries';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { nameList, nameOf } from '../../parts/names';
import { SheetSteps } from '../../parts/SheetSteps';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { toast } from '../../ui/toast';
import { DealDialog } from './DealDialog';
import { HeldShares } from './HeldShares';
import { Returning } from './Returning';

type Asking = 'new' | 'none' | 'deal' | 'recall';

/** Coming back without any device: one's own sheet, the parts of others', and who asks to come back. */
export function Recovery() {
  return (
    <div class="pane-body stack recovery measure">
      <Returning />
      <OwnSheet />
      <HeldShares />
    </div>
  );
}

function OwnSheet() {
  const [asking, setAsking] = useState<Asking | null>(null);
  const [shown, setShown] = useState<SheetText | null>(null);
  const sheet = view.value?.sheet;
  // Right after it was made, and only then, the sheet can still be looked at.
  const [fresh, setFresh] = useState<SheetText | null>(null);
  useEffect(() => void sheetText().then((text) => setFresh(text?.text ? text : null)), [sheet?.state]);
  if (sheet === undefined) return null;
  const close = () => setAsking(null);
  const show = () => void sheetText().then((text) => setShown(text?.text ? text : null));
  return (
    <section class="stack-close">
      <h2>{t('sheet')}</h2>
      <p>{t('sheet-for')}</p>
      <p>
        <strong>{t(`sheet-${sheet.state}-state`)}</strong>
      </p>
      <div class="row">
        {fresh !== null && sheet.state === 'made' ? (
          <Button kind="primary" onClick={() => setShown(fresh)}>
            {t('sheet-show')}
          </Button>
        ) : null}
        <Button onClick={() => setAsking('new')}>
          {t(sheet.state === 'none' ? 'sheet-make' : 'sheet-new')}
        </Button>
        {sheet.state === 'none' ? null : (
          <Button kind="danger" onClick={() => setAsking('none')}>
            {t('sheet-none-any-more')}
          </Button>
        )}
      </div>
      <h3>{t('shares')}</h3>
      <p>
        {sheet.holders.length === 0
          ? t('shares-none')
          : t('shares-with', { names: nameList(sheet.holders), needed: sheet.needed })}
      </p>
      <div class="row">
        <Button onClick={() => setAsking('deal')}>{t('shares-deal')}</Button>
        {sheet.holders.length === 0 ? null : (
          <Button kind="danger" onClick={() => setAsking('recall')}>
            {t('shares-recall')}
          </Button>
        )}
      </div>
      {asking === 'new' ? (
        <ActDialog
          title={t('sheet-new')}
          confirm={t('sheet-make')}
          onClose={close}
          act={newSheet}
          onDone={show}
        >
          <p>{t(sheet.state === 'none' ? 'sheet-make-what' : 'sheet-new-what')}</p>
        </ActDialog>
      ) : null}
      {asking === 'none' ? (
        <ActDialog
          title={t('sheet-none-title')}
          confirm={t('sheet-none-any-more')}
          kind="danger"
          onClose={close}
          act={noSheet}
        >
          <p>{t('sheet-none-what')}</p>
        </ActDialog>
      ) : null}
      {asking === 'deal' ? <DealDialog onClose={close} /> : null}
      {asking === 'recall' ? (
        <ActDialog
          title={t('shares-recall')}
          confirm={t('shares-recall')}
          kind="danger"
          onClose={close}
          act={recallShares}
        >
          <p>{t('shares-recall-what', { name: nameOf(sheet.holders[0] ?? null) })}</p>
        </ActDialog>
      ) : null}
      {shown === null ? null : (
        <Dialog title={t('sheet')} closeLabel={t('close')} onClose={() => setShown(null)}>
          <SheetSteps
            sheet={shown}
            onDone={(how) => {
              setShown(null);
              if (how === 'rehearsed') toast(t('sheet-rehearsed-state'));
            }}
          />
        </Dialog>
      )}
    </section>
  );
}
