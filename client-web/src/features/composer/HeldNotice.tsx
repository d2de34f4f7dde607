import { useState } from 'preact/hooks';
import { goOn, sendAnyway } from '../../core/acts';
import { memberById } from '../../core/group';
import type { Channel } from '../../core/view';
import { t } from '../../i18n/talk';
import { ActDialog } from '../../parts/ActDialog';
import { lazy } from '../../parts/lazy';
import { memberName, nameList } from '../../parts/names';
import { goMain } from '../../platform/places';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';

const VerifyDialog = lazy(async () => (await import('../../parts/VerifyDialog')).VerifyDialog);
const WithdrawDialog = lazy(async () => (await import('../../parts/VerifyDialog')).WithdrawDialog);

type Asking =
  { readonly what: 'go-on' | 'send-anyway' } | { readonly what: 'verify' | 'withdraw'; readonly who: string };

/** Why nothing is sent from here now, and each way out. What was begun stays as it is. */
export function HeldNotice({ channel }: { readonly channel: Channel }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const { held, heldAbout } = channel;
  if (held === null && asking === null) return null;
  const close = () => {
    setAsking(null);
    // The button that opened it has gone with the reason: back to what was being written.
    if (held === null)
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.composer-field')?.focus());
  };
  const names = heldAbout.length === 0 ? t('someone') : nameList(heldAbout);
  const about = asking !== null && 'who' in asking ? memberById(asking.who) : undefined;
  return (
    <div class="composer-held">
      {held === null ? null : (
        <Banner
          kind={
            held === 'halted' || held === 'revoked'
              ? 'danger'
              : held === 'not-poster' || held === 'gone'
                ? 'note'
                : 'caution'
          }
          title={t(`held-${held}-title`, { names })}
          actions={<WaysOut channel={channel} ask={setAsking} />}
        >
          <p>{t(`held-${held}-what`, { names })}</p>
          {held === 'no-lease' && heldAbout.length > 0 ? <p>{t('lease-missing', { names })}</p> : null}
        </Banner>
      )}
      {asking?.what === 'go-on' ? (
        <ActDialog title={t('go-on-title')} confirm={t('go-on')} onClose={close} act={goOn}>
          <p>{t('go-on-what')}</p>
          <p>{t('go-on-mark')}</p>
        </ActDialog>
      ) : null}
      {asking?.what === 'send-anyway' ? (
        <ActDialog
          title={t('send-anyway-title')}
          confirm={t('send-anyway')}
          kind="danger"
          onClose={close}
          act={() => sendAnyway(channel.id)}
        >
          <p>{t('send-anyway-what', { names })}</p>
        </ActDialog>
      ) : null}
      {asking?.what === 'verify' && about !== undefined ? (
        <VerifyDialog member={about} onClose={close} />
      ) : null}
      {asking?.what === 'withdraw' && about !== undefined ? (
        <WithdrawDialog member={about} onClose={close} />
      ) : null}
    </div>
  );
}

function WaysOut({ channel, ask }: { readonly channel: Channel; readonly ask: (what: Asking) => void }) {
  const { held, heldAbout } = channel;
  switch (held) {
    case 'halted':
      return <Button onClick={() => goMain({ at: 'fork' })}>{t('end-about')}</Button>;
    case 'no-lease':
      return <Button onClick={() => ask({ what: 'go-on' })}>{t('go-on')}</Button>;
    case 'identity-changed':
      return (
        <>
          {heldAbout.map((id) => {
            const member = memberById(id);
            const name = member === undefined ? t('someone') : memberName(member);
            return (
              <div key={id} class="row">
                <Button onClick={() => ask({ what: 'verify', who: id })}>
                  {t('verify-again', { name })}
                </Button>
                <Button onClick={() => ask({ what: 'withdraw', who: id })}>
                  {t('verify-withdraw-of', { name })}
                </Button>
              </div>
            );
          })}
          <Button kind="danger" onClick={() => ask({ what: 'send-anyway' })}>
            {t('send-anyway')}
          </Button>
        </>
      );
    default:
      return null;
  }
}
