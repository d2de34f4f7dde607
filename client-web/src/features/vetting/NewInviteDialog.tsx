import { useState } from 'preact/hooks';
import { invite } from '../../core/acts';
import { view } from '../../core/group';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { Checkbox, RadioGroup } from '../../ui/Choices';
import { TextField } from '../../ui/Field';

const DAY_MS = 86_400_000;
const VALIDITIES = [1, 3, 7] as const;
const LONGEST_NOTE = 200;
const LONGEST_NAME = 64;

/** For one person, by name, for so long, into these channels. */
export function NewInviteDialog(props: {
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}) {
  const now = view.value;
  const [note, setNote] = useState('');
  const [forName, setForName] = useState('');
  const [days, setDays] = useState<number>(3);
  const channels = (now?.channels ?? []).filter((channel) => channel.kind !== 'need-to-know');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const before = useState(() => new Set(now?.invites.map((each) => each.id)))[0];
  const questions = now?.policy.questions.length ?? 0;
  return (
    <ActDialog
      title={t('invite-new')}
      confirm={t('invite-make')}
      onClose={props.onClose}
      act={() => invite(note.trim(), days * DAY_MS, forName.trim(), chosen)}
      onDone={() => {
        const made = view.value?.invites.find((each) => !before.has(each.id));
        if (made !== undefined) props.onMade(made.id);
      }}
    >
      <TextField
        label={t('invite-note')}
        hint={t('invite-note-hint')}
        value={note}
        onValue={setNote}
        maxLength={LONGEST_NOTE}
        autoFocus
      />
      <TextField
        label={t('invite-for')}
        hint={t('invite-for-hint')}
        value={forName}
        onValue={setForName}
        maxLength={LONGEST_NAME}
      />
      <RadioGroup
        label={t('invite-valid')}
        value={days}
        onValue={setDays}
        choices={VALIDITIES.map((each) => ({ value: each as number, label: t('days', { count: each }) }))}
      />
      {channels.length === 0 ? null : (
        <fieldset class="choices">
          <legend>{t('invite-channels')}</legend>
          <p class="field-hint">{t('invite-channels-hint')}</p>
          {channels.map((channel) => (
            <Checkbox
              key={channel.id}
              checked={chosen.includes(channel.id)}
              onChecked={(on) =>
                setChosen(on ? [...chosen, channel.id] : chosen.filter((id) => id !== channel.id))
              }
            >
              <bdi>{channel.name ?? t('channel-unnamed')}</bdi>
            </Checkbox>
          ))}
        </fieldset>
      )}
      <p class="quiet small">
        {t('invite-decides', { voices: now?.policy.approvals ?? 1 })} {t('invite-asks', { count: questions })}
      </p>
    </ActDialog>
  );
}
