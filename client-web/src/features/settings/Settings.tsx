import './settings.css';
import { useEffect, useState } from 'preact/hooks';
import { deleteGroup } from '../../core/acts';
import { isSteward, perform, vaultInfo, view } from '../../core/group';
import { lock, wipe } from '../../core/life';
import { roughDuration } from '../../i18n/times';
import { language, t, tFor } from '../../i18n/t';
import { typedWords } from '../../i18n/typed';
import { askForPersistence, persistence, type Persistence } from '../../platform/device';
import { activeMembers } from '../../parts/names';
import { goMain, goSide } from '../../platform/places';
import { Button } from '../../ui/Button';
import { TypedConfirm } from '../../ui/TypedConfirm';
import { Icon } from '../../ui/Icon';
import { Archive } from './Archive';
import { Talking } from './Talking';

type Ending = 'leave' | 'delete' | 'wipe';

/** "Am I all right?", locking, and the ways out. */
export function Settings() {
  const [ending, setEnding] = useState<Ending | null>(null);
  return (
    <div class="pane-body stack settings">
      <CheckUp />
      <Talking />
      <Archive />
      <section class="stack-small">
        <h2>{t('lock-title')}</h2>
        <p>{t('lock-what')}</p>
        <div class="row">
          <Button onClick={() => void lock()}>
            <Icon name="lock" />
            {t('lock-now')}
          </Button>
        </div>
      </section>
      <section class="stack">
        <h2>{t('endings-title')}</h2>
        <Way text={t('wipe-short')} action={t('wipe')} onClick={() => setEnding('wipe')} />
        {isSteward.value ? (
          <Way text={t('delete-short')} action={t('delete-group')} onClick={() => setEnding('delete')} />
        ) : (
          <Way text={t('leave-short')} action={t('leave')} onClick={() => setEnding('leave')} />
        )}
      </section>
      {ending === null ? null : <EndingDialog ending={ending} onClose={() => setEnding(null)} />}
    </div>
  );
}

function Way(props: { readonly text: string; readonly action: string; readonly onClick: () => void }) {
  return (
    <div class="stack-small">
      <p>{props.text}</p>
      <div class="row">
        <Button kind="danger" onClick={props.onClick}>
          {props.action}
        </Button>
      </div>
    </div>
  );
}

/** One line for each thing that matters on this device: its state in words, and a step where there is one. */
function CheckUp() {
  const [kept, setKept] = useState<Persistence>('unknown');
  useEffect(() => void persistence().then(setKept), []);
  const vault = vaultInfo.value;
  const clock = view.value?.clock;
  const sheet = view.value?.sheet.state;
  const devices = view.value?.members
    .find((member) => member.me)
    ?.devices.filter((device) => device.state === 'active');
  const others = activeMembers().filter((member) => !member.me);
  const changed = others.filter((member) => member.verified === 'changed').length;
  const unknown = devices?.some((device) => device.unseen && !device.me) ?? false;
  return (
    <section class="stack-small">
      <h2>{t('check-up')}</h2>
      <ul class="check-up">
        {vault === null ? null : (
          <Line good title={t('check-lock')}>
            {t(`kdf-${vault.kdf}`, {
              iterations: new Intl.NumberFormat(language).format(vault.iterations),
              memory: vault.memoryKiB / 1024,
            })}
          </Line>
        )}
        <Line
          good={kept === 'persistent'}
          title={t('check-storage')}
          action={
            kept === 'persistent' ? null : (
              <Button onClick={() => void askForPersistence().then(setKept)}>{t('check-storage-ask')}</Button>
            )
          }
        >
          {t(`storage-${kept}`)}
        </Line>
        {clock === undefined ? null : (
          <Line good={!clock.wrong} title={t('check-clock')}>
            {clock.wrong ? t('clock-wrong', { off: roughDuration(clock.offsetMs) }) : t('clock-right')}
          </Line>
        )}
        {sheet === undefined ? null : (
          <Line
            good={sheet === 'rehearsed'}
            title={t('sheet')}
            action={<Button onClick={() => goMain({ at: 'recovery' })}>{t('place-recovery')}</Button>}
          >
            {t(`sheet-${sheet}-state`)}
          </Line>
        )}
        {devices === undefined ? null : (
          <Line
            good={!unknown}
            title={t('place-devices')}
            action={<Button onClick={() => goMain({ at: 'devices' })}>{t('check-devices-see')}</Button>}
          >
            {t(unknown ? 'check-devices-new' : 'check-devices', { count: devices.length })}
          </Line>
        )}
        {others.length === 0 ? null : (
          <Line
            good={changed === 0}
            title={t('check-verified')}
            action={<Button onClick={() => goSide({ at: 'members' })}>{t('check-verified-see')}</Button>}
          >
            {changed > 0
              ? t('check-verified-changed', { changed })
              : t('check-verified-count', {
                  verified: others.filter((member) => member.verified === 'yes').length,
                  count: others.length,
                })}
          </Line>
        )}
        {vault === null ? null : (
          <Line good title={t('check-runtime')}>
            {t(`runtime-${vault.runtime}`)}
          </Line>
        )}
        <Line title={t('check-audit')}>{t('check-audit-what')}</Line>
      </ul>
    </section>
  );
}

function Line(props: {
  readonly good?: boolean;
  readonly title: string;
  readonly children: preact.ComponentChildren;
  readonly action?: preact.ComponentChildren;
}) {
  return (
    <li class={`check-line ${props.good ? 'check-good' : 'check-care'}`}>
      <Icon name={props.good ? 'check' : 'warning'} />
      <div class="stack-small">
        <h3>{props.title}</h3>
        <p class="quiet">{props.children}</p>
        {props.action ? <div class="row">{props.action}</div> : null}
      </div>
    </li>
  );
}

function EndingDialog({ ending, onClose }: { readonly ending: Ending; readonly onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const groupName = view.value?.group.name ?? t('group-unnamed');
  const word = ending === 'wipe' ? t('wipe-word') : groupName;
  const actions = { leave: t('leave'), delete: t('delete-group'), wipe: t('wipe') };
  const end = async () => {
    setBusy(true);
    const outcome =
      ending === 'wipe'
        ? await wipe()
        : ending === 'leave'
          ? await perform((core) => core.leave())
          : await deleteGroup();
    setBusy(false);
    if (outcome === '') onClose();
    else setFault(tFor('error', outcome, 'error-unknown'));
  };
  return (
    <TypedConfirm
      words={typedWords(t(`${ending}-title`), actions[ending], word)}
      error={fault}
      busy={busy}
      onClose={onClose}
      onConfirm={() => void end()}
    >
      <p>{t(`${ending}-what`)}</p>
    </TypedConfirm>
  );
}
