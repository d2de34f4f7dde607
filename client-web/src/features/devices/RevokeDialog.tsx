import { useEffect, useState } from 'preact/hooks';
import { revokeDevices } from '../../core/acts';
import { view } from '../../core/group';
import { deviceTree } from '../../core/queries';
import type { Device } from '../../core/view';
import { fullTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { Banner } from '../../ui/Banner';
import { Checkbox } from '../../ui/Choices';
import { toast } from '../../ui/toast';

interface RevokeDialogProps {
  readonly devices: readonly Device[];
  readonly chosen: readonly string[];
  readonly onClose: () => void;
}

/** Removes devices with what they have linked; what was linked can be kept, one by one. */
export function RevokeDialog({ devices, chosen, onClose }: RevokeDialogProps) {
  const [under, setUnder] = useState<readonly string[]>([]);
  const [kept, setKept] = useState<readonly string[]>([]);
  useEffect(
    () =>
      void deviceTree(chosen).then((tree) =>
        setUnder((tree?.wouldKeep ?? []).filter((id) => !chosen.includes(id))),
      ),
    [chosen.join(' ')],
  );
  const offline = view.value?.connection !== 'online';
  return (
    <ActDialog
      title={t('device-remove-title', { count: chosen.length })}
      confirm={t('device-remove-do', { count: chosen.length })}
      kind="danger"
      onClose={onClose}
      act={() => revokeDevices(chosen, kept)}
      onDone={() => toast(t(offline ? 'device-removed-later' : 'device-removed'))}
    >
      <p>{t('device-remove-what')}</p>
      {under.length === 0 ? null : (
        <fieldset class="choices">
          <legend>{t('device-under')}</legend>
          <p class="field-hint">{t('device-under-what')}</p>
          {under.map((id) => {
            const device = devices.find((each) => each.id === id);
            return (
              <Checkbox
                key={id}
                checked={kept.includes(id)}
                onChecked={(on) => setKept(on ? [...kept, id] : kept.filter((each) => each !== id))}
              >
                {t('device-keep', { when: device === undefined ? '' : fullTime(device.since) })}
                {device?.me ? <span class="choice-note">{t('device-this')}</span> : null}
              </Checkbox>
            );
          })}
        </fieldset>
      )}
      {offline ? <Banner kind="caution">{t('device-remove-offline')}</Banner> : null}
    </ActDialog>
  );
}
