import '../../parts/parts.css';
import { useState } from 'preact/hooks';
import { moveOver, resolve, stay } from '../../core/acts';
import type { Outcome } from '../../core/api';
import { view } from '../../core/group';
import { proof } from '../../core/queries';
import type { Branch, Fork } from '../../core/view';
import { fullTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { nameList } from '../../parts/names';
import { Voices } from '../../parts/Voices';
import { saveFile } from '../../platform/save';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/toast';

/** The place of it in an opened group. */
export function ForkPage() {
  return (
    <div class="pane-body stack measure">
      <ForkBody />
    </div>
  );
}

/** Two versions of the group: who signed which, the proof of it, and the ways to end it. */
export function ForkBody() {
  const fork = view.value?.fork ?? null;
  const [asking, setAsking] = useState<Branch | 'move-over' | 'stay' | null>(null);
  if (fork === null) return <p>{t('fork-none')}</p>;
  const close = () => setAsking(null);
  return (
    <>
      <p>{t(`fork-${fork.kind}-what`)}</p>
      <ol class="cards">
        {fork.branches.map((branch, at) => (
          <BranchCard
            key={branch.id}
            branch={branch}
            number={at + 1}
            onChoose={fork.canResolve ? () => setAsking(branch) : null}
          />
        ))}
      </ol>
      <section class="stack-close">
        <h2>{t('fork-do')}</h2>
        <p>{t(fork.canResolve ? 'fork-do-admin' : 'fork-do-member')}</p>
        {fork.canMoveOver ? <p>{t('fork-move-over-short')}</p> : null}
        <div class="row">
          {fork.canMoveOver ? (
            <>
              <Button kind="primary" onClick={() => setAsking('move-over')}>
                {t('fork-move-over')}
              </Button>
              <Button onClick={() => setAsking('stay')}>{t('fork-stay')}</Button>
            </>
          ) : null}
          <Proof />
        </div>
        <p class="quiet small">{t('fork-proof-what')}</p>
      </section>
      {asking === 'move-over' || asking === 'stay' ? (
        <ActDialog
          title={t(`fork-${asking}`)}
          confirm={t(`fork-${asking}`)}
          onClose={close}
          act={asking === 'stay' ? stay : moveOver}
        >
          <p>{t(`fork-${asking}-what`)}</p>
        </ActDialog>
      ) : null}
      {asking === null || asking === 'move-over' || asking === 'stay' ? null : (
        <Choose fork={fork} branch={asking} onClose={close} />
      )}
    </>
  );
}

function BranchCard(props: {
  readonly branch: Branch;
  readonly number: number;
  readonly onChoose: (() => void) | null;
}) {
  const { branch, number } = props;
  return (
    <li class="card">
      <h2>{t(branch.mine ? 'fork-branch-mine' : 'fork-branch', { number })}</h2>
      <p>{t('fork-signed', { names: nameList(branch.by), when: fullTime(branch.at) })}</p>
      <p>{effects(branch)}</p>
      {props.onChoose === null ? null : (
        <div class="row">
          <Button onClick={props.onChoose}>{t('fork-choose', { number })}</Button>
        </div>
      )}
    </li>
  );
}

function effects(branch: Branch): string {
  const parts = [
    ...(branch.removes.length === 0 ? [] : [t('fork-removes', { names: nameList(branch.removes) })]),
    ...(branch.adds === 0 ? [] : [t('fork-adds', { count: branch.adds })]),
  ];
  return parts.length === 0 ? t('fork-changes-nobody') : parts.join(' ');
}

function Choose(props: { readonly fork: Fork; readonly branch: Branch; readonly onClose: () => void }) {
  const { fork, branch } = props;
  const number = fork.branches.indexOf(branch) + 1;
  const voices = view.value?.policy.voices ?? 1;
  const act = (): Promise<Outcome> => resolve(branch.id);
  return (
    <ActDialog
      title={t('fork-choose-title', { number })}
      confirm={t('fork-choose', { number })}
      kind="danger"
      onClose={props.onClose}
      act={act}
      onDone={() => toast(t(voices > 1 ? 'asked-others' : 'done'))}
    >
      <p>{effects(branch)}</p>
      <p>{t('fork-choose-what')}</p>
      <Voices needed={voices} />
    </ActDialog>
  );
}

/** A file that anyone can check without this group's server. */
function Proof() {
  const [none, setNone] = useState(false);
  const save = async () => {
    const text = await proof();
    setNone(text === null);
    if (text !== null) saveFile('understory-proof.bin', text);
  };
  return (
    <>
      <Button onClick={() => void save()}>{t('fork-proof')}</Button>
      {none ? (
        <div role="alert">
          <Banner>{t('fork-proof-none')}</Banner>
        </div>
      ) : null}
    </>
  );
}
