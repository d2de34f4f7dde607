import { useEffect, useState } from 'preact/hooks';
import { newSheet } from '../../core/acts';
import { view } from '../../core/group';
import { sheetText, type SheetText } from '../../core/queries';
import { t } from '../../i18n/t';
import { Fault } from '../../parts/Fault';
import { SheetSteps } from '../../parts/SheetSteps';
import { useAct } from '../../parts/use-act';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';

/** The end of the way in: a sheet to come back with. It can wait, and one can do without. */
export function LastStep({ onDone }: { readonly onDone: () => void }) {
  const [sheet, setSheet] = useState<SheetText | null | undefined>(undefined);
  const acting = useAct();
  const look = async () => {
    const text = await sheetText();
    setSheet(text?.text ? text : null);
  };
  const now = view.value;
  useEffect(() => {
    if (now?.sheet.state === 'rehearsed' && !sheet) onDone();
    else if (!sheet) void look();
  }, [now]);
  // A sheet that was made on the way in can be shown as soon as the own entry has come back from the server.
  const coming = sheet === null && now?.sheet.state === 'made' && now.members.length === 0;
  if (sheet === undefined || coming) return null;
  return (
    <Sheet title={t('sheet-title')} progress={t('last-step')}>
      {sheet !== null ? (
        <SheetSteps sheet={sheet} onDone={onDone} />
      ) : (
        <>
          <p>{t('sheet-for')}</p>
          <p>{t('sheet-make-what')}</p>
          <Banner>{t('sheet-later-what')}</Banner>
          <Fault text={acting.fault} />
          <div class="row row-end">
            <Button onClick={onDone}>{t('sheet-later')}</Button>
            <Button
              kind="primary"
              busy={acting.busy}
              onClick={() => void acting.run(newSheet).then((made) => (made ? look() : undefined))}
            >
              {t('sheet-make')}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  );
}
