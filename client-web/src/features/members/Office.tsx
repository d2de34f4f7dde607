import { useState } from 'preact/hooks';
import { appoint, demote, moveOffice, readmit, resign, unfreeze } from '../../core/acts';
import type { Outcome } from '../../core/api';
import { isSteward, view } from '../../core/group';
import type { Member } from '../../core/view';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { memberName, stewards } from '../../parts/names';
import { Voices } from '../../parts/Voices';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { toast } from '../../ui/toast';
import { RemoveDialog, ThroughDialog } from './RemoveDialog';

type Act = 'appoint' | 'demote' | 'unfreeze' | 'resign' | 'move-office' | 'readmit';
type Asking = Act | 'remove' | 'freeze' | 'through';

/** What can be done now, about somebody and by this user. */
function possible(member: Member): readonly Asking[] {
  const me = view.value?.me;
  if (me === undefined || !isSteward.value) return [];
  if (member.me) {
    const office: Asking[] = me.office ? [] : ['move-office'];
    return stewards().length > 1 ? [...office, 'resign'] : office;
  }
  if (member.state === 'removed') return ['readmit'];
  if (member.state === 'frozen') return ['unfreeze', 'remove'];
  return [member.role === 'steward' ? 'demote' : 'appoint', 'readmit', 'freeze', 'through', 'remove'];
}

const dangerous: readonly Asking[] = ['remove', 'freeze', 'through', 'demote', 'resign'];

/** For admins: office, removal, and the ways back. For an admin's own self: giving the office up, or moving it here. */
export function Office({ member }: { readonly member: Member }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const acts = possible(member);
  const close = () => setAsking(null);
  const name = memberName(member);
  if (acts.length === 0) return null;
  return (
    <section class="stack-close">
      <h3>{t('office')}</h3>
      <div class="row">
        {acts.map((act) => (
          <Button
            key={act}
            kind={dangerous.includes(act) ? 'danger' : 'secondary'}
            onClick={() => setAsking(act)}
          >
            {t(`office-${act}`, { name })}
          </Button>
        ))}
      </div>
      {asking === 'remove' || asking === 'freeze' ? (
        <RemoveDialog members={[member.id]} freeze={asking === 'freeze'} onClose={close} />
      ) : null}
      {asking === 'through' ? <ThroughDialog member={member} onClose={close} /> : null}
      {asking === null || asking === 'remove' || asking === 'freeze' || asking === 'through' ? null : (
        <OfficeDialog member={member} act={asking} onClose={close} />
      )}
    </section>
  );
}

function OfficeDialog({
  member,
  act,
  onClose,
}: {
  readonly member: Member;
  readonly act: Act;
  readonly onClose: () => void;
}) {
  const [forName, setForName] = useState(member.name ?? '');
  const name = memberName(member);
  const voices = view.value?.policy.voices ?? 1;
  const acts: Record<Act, () => Promise<Outcome>> = {
    appoint: () => appoint(member.id),
    demote: () => demote(member.id),
    unfreeze: () => unfreeze(member.id),
    resign,
    'move-office': moveOffice,
    readmit: () => readmit(member.id, forName.trim()),
  };
  const alone = act === 'resign' || act === 'move-office' || act === 'readmit';
  return (
    <ActDialog
      title={t(`office-${act}-title`, { name })}
      confirm={t(`office-${act}`, { name })}
      kind={dangerous.includes(act) ? 'danger' : 'primary'}
      onClose={onClose}
      act={acts[act]}
      onDone={() => toast(t(voices > 1 && !alone ? 'asked-others' : 'done'))}
    >
      <p>{t(`office-${act}-what`, { name })}</p>
      {act === 'readmit' ? (
        <TextField label={t('invite-for')} value={forName} onValue={setForName} maxLength={64} />
      ) : null}
      <Voices needed={alone ? 1 : voices} />
    </ActDialog>
  );
}
