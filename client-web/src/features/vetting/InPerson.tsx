import { useState } from 'preact/hooks';
import { met } from '../../core/acts';
import type { JoinRequest } from '../../core/view';
import { t } from '../../i18n/t';
import { Fault } from '../../parts/Fault';
import { Scanner } from '../../parts/Scanner';
import { useAct } from '../../parts/use-act';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { QrCode } from '../../ui/QrCode';
import { SafetyNumber } from '../../ui/SafetyNumber';

/** Both stand beside each other: the admin makes sure of the joiner, then the joiner of the admin. */
export function InPerson({
  request,
  onClose,
}: {
  readonly request: JoinRequest;
  readonly onClose: () => void;
}) {
  const acting = useAct();
  const [differs, setDiffers] = useState(false);
  const { name } = request;
  const meet = (scanned: string) => void acting.run(() => met(request.id, scanned));
  return (
    <Dialog title={t('met-title', { name })} closeLabel={t('close')} onClose={onClose}>
      <Fault text={acting.fault} />
      {request.met ? (
        <>
          <Banner>{t('met-done', { name })}</Banner>
          {request.headCode === null ? null : (
            <section class="stack">
              <h3>{t('met-show', { name })}</h3>
              <p>{t('met-show-what', { name })}</p>
              <QrCode text={request.headCode} label={t('met-qr')} />
              <details>
                <summary>{t('code-as-text')}</summary>
                <p class="link-text" translate={false}>
                  {request.headCode}
                </p>
              </details>
            </section>
          )}
        </>
      ) : (
        <>
          <section class="stack-small">
            <h3>{t('met-scan', { name })}</h3>
            <p>{t('met-scan-what', { name })}</p>
            <Scanner onText={meet} busy={acting.busy} />
          </section>
          <section class="stack-small">
            <h3>{t('met-compare')}</h3>
            <p>{t('request-safety-number', { name })}</p>
            <SafetyNumber digits={request.safetyNumber} label={t('safety-number')} />
            <div class="row">
              <Button busy={acting.busy} onClick={() => meet('')}>
                {t('compare-match')}
              </Button>
              <Button onClick={() => setDiffers(true)}>{t('compare-no-match')}</Button>
            </div>
          </section>
          {differs ? (
            <div role="alert">
              <Banner kind="danger" title={t('met-differs')}>
                {t('met-differs-what', { name })}
              </Banner>
            </div>
          ) : null}
        </>
      )}
    </Dialog>
  );
}
