import './devices.css';
import '../../parts/parts.css';
import { useState } from 'preact/hooks';
import { linkStart } from '../../core/acts';
import { memberById, view } from '../../core/group';
import type { Device } from '../../core/view';
import { fullTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { Fault } from '../../parts/Fault';
import { Linking } from '../../parts/Linking';
import { useAct } from '../../parts/use-act';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { RevokeDialog } from './RevokeDialog';
import { treeOf } from './tree';

/** What one reads and writes with, which linked which, and the ways to add one and to be rid of one. */
export function Devices() {
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<readonly string[] | null>(null);
  const me = memberById(view.value?.me.member ?? '');
  const devices = (me?.devices ?? []).filter((device) => device.state !== 'revoked');
  const others = devices.filter((device) => !device.me && device.state === 'active');
  return (
    <div class="pane-body stack measure">
      <p>{t('devices-what')}</p>
      <ul class="device-tree">
        {treeOf(devices).map(({ device, depth }) => (
          <DeviceRow
            key={device.id}
            device={device}
            depth={depth}
            onRemove={() => setRemoving([device.id])}
          />
        ))}
      </ul>
      <div class="row">
        <Button kind="primary" onClick={() => setAdding(true)}>
          {t('link-add')}
        </Button>
        {others.length > 1 ? (
          <Button kind="danger" onClick={() => setRemoving(others.map((device) => device.id))}>
            {t('device-remove-others')}
          </Button>
        ) : null}
      </div>
      {adding ? <LinkDialog onClose={() => setAdding(false)} /> : null}
      {removing === null ? null : (
        <RevokeDialog devices={devices} chosen={removing} onClose={() => setRemoving(null)} />
      )}
    </div>
  );
}

function DeviceRow(props: {
  readonly device: Device;
  readonly depth: number;
  readonly onRemove: () => void;
}) {
  const { device, depth } = props;
  return (
    <li class={`device device-depth-${Math.min(depth, 3)}${device.unseen ? ' device-unseen' : ''}`}>
      <h2>{t(device.me ? 'device-this' : `device-kind-${device.by}`)}</h2>
      <p class="small quiet">
        {t(depth > 0 ? 'device-since-under' : 'device-since', { when: fullTime(device.since) })}
      </p>
      <p class="tags">
        {device.unseen ? <span class="tag tag-danger">{t('device-unknown')}</span> : null}
        {device.office && view.value?.me.role === 'steward' ? (
          <span class="tag">{t('device-office')}</span>
        ) : null}
        {device.state === 'leaving' ? <span class="tag">{t('device-leaving')}</span> : null}
      </p>
      {device.state === 'leaving' ? <p class="small">{t('device-leaving-what')}</p> : null}
      {device.me || device.state !== 'active' ? null : (
        <div class="row">
          <Button kind="danger" onClick={props.onRemove}>
            {t('device-remove')}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Before a code is shown: what goes over, and what doesn't. Then the steps on this side. */
function LinkDialog({ onClose }: { readonly onClose: () => void }) {
  const acting = useAct();
  const linking = view.value?.linking;
  const under = linking !== null && linking !== undefined && linking.side === 'old';
  return (
    <Dialog title={t('link-add')} closeLabel={t('close')} onClose={onClose}>
      {under ? (
        <Linking linking={linking} onEnd={onClose} />
      ) : (
        <>
          <p>{t('link-before')}</p>
          <dl class="facts-list">
            <div>
              <dt>{t('link-copied')}</dt>
              <dd>{t('link-copied-what')}</dd>
            </div>
            <div>
              <dt>{t('link-not-copied')}</dt>
              <dd>{t('link-not-copied-what')}</dd>
            </div>
          </dl>
          {(view.value?.policy.deviceVoices ?? 1) > 1 ? <Banner>{t('link-voices')}</Banner> : null}
          <Fault text={acting.fault} />
          <div class="row row-end">
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button kind="primary" busy={acting.busy} onClick={() => void acting.run(linkStart)}>
              {t('link-show')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
