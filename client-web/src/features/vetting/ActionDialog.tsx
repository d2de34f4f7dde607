import { useState } from 'preact/hooks';
import { askBack, askVouch, decline, escalate, handOver, note } from '../../core/acts';
import type { Outcome } from '../../core/api';
import type { JoinRequest } from '../../core/view';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { activeMembers, memberName, stewards } from '../../parts/names';
import { PeoplePicker } from '../../parts/PeoplePicker';
import { RadioGroup } from '../../ui/Choices';
import { TextField } from '../../ui/Field';
import { toast } from '../../ui/toast';

export type Action = 'decline' | 'ask-back' | 'hand-over' | 'escalate' | 'note' | 'ask-vouch';

interface ActionDialogProps {
  readonly request: JoinRequest;
  readonly action: Action;
  readonly onClose: () => void;
}

const LONGEST = 1000;
const DAY_MS = 86_400_000;
const NOBODY = '';

/** What an admin can do besides approving: each says who will read what is written. */
export function ActionDialog({ request, action, onClose }: ActionDialogProps) {
  const [text, setText] = useState('');
  const [shown, setShown] = useState<'private' | 'shared'>('private');
  const [to, setTo] = useState(NOBODY);
  const [members, setMembers] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const { id, name } = request;
  const needsText = action === 'ask-back' || action === 'note' || action === 'escalate';
  const empty = needsText && text.trim() === '';
  const nobody = action === 'ask-vouch' && members.length === 0;

  const act = (): Promise<Outcome> | null => {
    setTried(true);
    if (empty || nobody) return null;
    const said = text.trim();
    switch (action) {
      case 'decline':
        return decline(id, said, shown);
      case 'ask-back':
        return askBack(id, said);
      case 'hand-over':
        return handOver(id, to);
      case 'escalate':
        return escalate(id, said);
      case 'note':
        return note(id, said);
      case 'ask-vouch':
        return askVouch(id, members, said, Date.now() + 3 * DAY_MS);
    }
  };
  const others = stewards().filter((member) => !member.me);
  return (
    <ActDialog
      title={t(`${action}-title`, { name })}
      confirm={t(`${action}-do`, { name })}
      kind={action === 'decline' ? 'danger' : 'primary'}
      onClose={onClose}
      act={act}
      onDone={() => toast(t(`${action}-done`, { name }))}
    >
      <p>{t(`${action}-what`, { name })}</p>
      {action === 'hand-over' ? (
        <RadioGroup
          label={t('hand-over-to')}
          value={to}
          onValue={setTo}
          choices={[
            { value: NOBODY, label: t('hand-over-all') },
            ...others.map((member) => ({ value: member.id, label: memberName(member) })),
          ]}
        />
      ) : null}
      {action === 'ask-vouch' ? (
        <PeoplePicker
          label={t('ask-vouch-members')}
          people={activeMembers().filter((member) => !member.me)}
          chosen={members}
          onChosen={setMembers}
          error={tried && nobody ? t('choose-one') : null}
        />
      ) : null}
      {action === 'decline' ? (
        <RadioGroup<'private' | 'shared'>
          label={t('decline-who-reads')}
          value={shown}
          onValue={setShown}
          choices={[
            { value: 'private', label: t('decline-private') },
            { value: 'shared', label: t('decline-shared', { name }) },
          ]}
        />
      ) : null}
      {action === 'hand-over' ? null : (
        <TextField
          label={t(`${action}-text`)}
          value={text}
          onValue={setText}
          lines={3}
          maxLength={LONGEST}
          error={tried && empty ? t('field-empty') : null}
        />
      )}
    </ActDialog>
  );
}
