import { useEffect, useState } from 'preact/hooks';
import { revokeDevices, seen } from '../../core/acts';
import { memberById, view } from '../../core/group';
import type { Alert } from '../../core/view';
import { fullTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { useAct } from '../../parts/use-act';
import { goMain } from '../../platform/places';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { announce } from '../../ui/live';

/** What happened with one's own devices: it stays until somebody has looked at it. */
export function AlertNotices() {
  return (
    <>
      {(view.value?.alerts ?? []).map((alert) => (
        <AlertNotice key={alert.id} alert={alert} />
      ))}
    </>
  );
}

function AlertNotice({ alert }: { readonly alert: Alert }) {
  const [denying, setDenying] = useState(false);
  const acting = useAct();
  const me = view.value?.me.member ?? '';
  const { kind, device } = alert;
  const mine = memberById(me)?.devices.find(({ id }) => id === device);
  useEffect(() => announce(t(`alert-${kind}-title`), 'assertive'), [alert.id]);
  const canDeny = kind === 'own-device-added' && mine !== undefined && mine.state === 'active';
  return (
    <div>
      <Banner
        kind="danger"
        title={t(`alert-${kind}-title`)}
        actions={
          <>
            {canDeny ? (
              <Button kind="danger" onClick={() => setDenying(true)}>
                {t('alert-not-me')}
              </Button>
            ) : null}
            {kind === 'own-recovery' ? (
              <Button kind="danger" onClick={() => goMain({ at: 'recovery' })}>
                {t('alert-not-me')}
              </Button>
            ) : null}
            <Button busy={acting.busy} onClick={() => void acting.run(() => seen(alert.id))}>
              {t(kind === 'clock' ? 'alert-seen' : 'alert-me')}
            </Button>
          </>
        }
      >
        {t(`alert-${kind}-what`, { when: fullTime(alert.at) })}
      </Banner>
      {denying && device !== null ? (
        <ActDialog
          title={t('alert-deny-title')}
          confirm={t('alert-deny')}
          kind="danger"
          onClose={() => setDenying(false)}
          act={() => revokeDevices([device], [])}
          onDone={() => void seen(alert.id)}
        >
          <p>{t('alert-deny-what')}</p>
        </ActDialog>
      ) : null}
    </div>
  );
}
