import { useState } from 'preact/hooks';
import { revokeMemberDevices } from '../../core/acts';
import { isSteward, view } from '../../core/group';
import type { Member } from '../../core/view';
import { fullTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { memberName } from '../../parts/names';
import { Voices } from '../../parts/Voices';
import { Button } from '../../ui/Button';
import { deviceWords } from './words';

/** What somebody reads and writes with. What has come lately stands out in words. */
export function PersonDevices({ member }: { readonly member: Member }) {
  const [removing, setRemoving] = useState<string | null>(null);
  const devices = member.devices.filter((device) => device.state !== 'revoked');
  const name = memberName(member);
  return (
    <section class="stack-close">
      <h3>{t('devices-of', { count: devices.length })}</h3>
      {devices.length === 0 ? <p class="small">{t('devices-of-none', { name })}</p> : null}
      <ul class="trail">
        {devices.map((device) => (
          <li key={device.id}>
            <p class="small">
              {deviceWords(device)} <span class="quiet">{fullTime(device.since)}</span>
            </p>
            <p class="tags">
              {device.unseen ? <span class="tag tag-danger">{t('device-new')}</span> : null}
              {device.office && member.role === 'steward' ? (
                <span class="tag">{t('device-office')}</span>
              ) : null}
              {device.state === 'leaving' ? <span class="tag">{t('device-leaving')}</span> : null}
            </p>
            {isSteward.value && !member.me && device.state === 'active' ? (
              <Button kind="plain" onClick={() => setRemoving(device.id)}>
                {t('device-remove')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {removing === null ? null : (
        <ActDialog
          title={t('device-remove-of', { name })}
          confirm={t('device-remove')}
          kind="danger"
          onClose={() => setRemoving(null)}
          act={() => revokeMemberDevices(member.id, [removing])}
        >
          <p>{t('device-remove-of-what', { name })}</p>
          <Voices needed={member.role === 'steward' ? (view.value?.policy.voices ?? 1) : 1} />
        </ActDialog>
      )}
    </section>
  );
}
