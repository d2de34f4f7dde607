import { useState } from 'preact/hooks';
import { confirmRecovery, vetoRecovery } from '../../core/acts';
import { isSteward, view } from '../../core/group';
import type { Recovery } from '../../core/view';
import { momentWords, relativeTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { nameOf } from '../../parts/names';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/toast';

/** Who asks to come back with a sheet. An admin calls them first; the person's own devices, and admins, can say no. */
export function Returning() {
  const recoveries = view.value?.recoveries ?? [];
  return (
    <>
      {recoveries.map((recovery) => (
        <One key={recovery.id} recovery={recovery} />
      ))}
    </>
  );
}

function One({ recovery }: { readonly recovery: Recovery }) {
  const [asking, setAsking] = useState<'confirm' | 'veto' | null>(null);
  const { id, member, mine, effectiveAt, deciding } = recovery;
  const name = nameOf(member);
  const steward = isSteward.value;
  const kind = mine ? 'mine' : 'other';
  const canConfirm = steward && !mine && effectiveAt === null;
  return (
    <Banner
      kind={mine ? 'danger' : 'caution'}
      title={t(`returning-${kind}`, { name })}
      actions={
        deciding ? undefined : (
          <>
            {canConfirm ? (
              <Button kind="primary" onClick={() => setAsking('confirm')}>
                {t('returning-confirm', { name })}
              </Button>
            ) : null}
            {mine || steward ? (
              <Button kind="danger" onClick={() => setAsking('veto')}>
                {t(mine ? 'alert-not-me' : 'returning-veto')}
              </Button>
            ) : null}
          </>
        )
      }
    >
      <p>
        {t(`returning-${kind}-what`, { name, when: relativeTime(recovery.at, Date.now()) })}{' '}
        {canConfirm ? t('returning-call', { name }) : ''}
      </p>
      {effectiveAt === null ? null : (
        <p>{t('returning-effective', { when: momentWords(effectiveAt, Date.now()) })}</p>
      )}
      {deciding ? <p>{t('decision-deciding')}</p> : null}
      {asking === 'confirm' ? (
        <ActDialog
          title={t('returning-confirm-title', { name })}
          confirm={t('returning-confirm', { name })}
          onClose={() => setAsking(null)}
          act={() => confirmRecovery(id)}
          onDone={() => toast(t('done'))}
        >
          <p>{t('returning-confirm-what', { name })}</p>
        </ActDialog>
      ) : null}
      {asking === 'veto' ? (
        <ActDialog
          title={t('returning-veto-title')}
          confirm={t('returning-veto')}
          kind="danger"
          onClose={() => setAsking(null)}
          act={() => vetoRecovery(id)}
          onDone={() => toast(t('done'))}
        >
          <p>{t(mine ? 'returning-veto-mine' : 'returning-veto-other', { name })}</p>
        </ActDialog>
      ) : null}
    </Banner>
  );
}
