import { useState } from 'preact/hooks';
import { createAnnouncement, createNeedToKnow } from '../../core/acts';
import type { Outcome } from '../../core/api';
import { isSteward, perform, view } from '../../core/group';
import { TIMER_DEFAULT } from '../../core/timers';
import type { Channel } from '../../core/view';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { activeMembers } from '../../parts/names';
import { PeoplePicker } from '../../parts/PeoplePicker';
import { goMain } from '../../platform/places';
import { RadioGroup } from '../../ui/Choices';
import { TextField } from '../../ui/Field';
import { TimerChoice } from './TimerChoice';

type Kind = Exclude<Channel['kind'], 'direct'>;

const LONGEST_NAME = 64;
/** Besides oneself. */
const FEWEST_KEEPERS = 1;

/** For everyone, for few writers, or for some who alone know of it. */
export function NewChannelDialog({ onClose }: { readonly onClose: () => void }) {
  const steward = isSteward.value;
  const [kind, setKind] = useState<Kind>(steward ? 'open' : 'need-to-know');
  const [name, setName] = useState('');
  const [seconds, setSeconds] = useState<number | null>(TIMER_DEFAULT);
  const [people, setPeople] = useState<readonly string[]>([]);
  const [keepers, setKeepers] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const before = useState(() => new Set(view.value?.channels.map((channel) => channel.id)))[0];
  const others = activeMembers().filter((member) => !member.me);
  const kept = keepers.filter((id) => people.includes(id));
  const noKeeper = kind === 'need-to-know' && kept.length < FEWEST_KEEPERS;

  const create = (): Promise<Outcome> | null => {
    setTried(true);
    const called = name.trim();
    const me = view.value?.me.member ?? '';
    if (called === '' || seconds === null || noKeeper) return null;
    switch (kind) {
      case 'open':
        return perform((core) => core.createChannel(called, seconds));
      case 'announcement':
        return createAnnouncement(called, seconds, people);
      case 'need-to-know':
        return createNeedToKnow(called, seconds, [me, ...people], [me, ...kept]);
    }
  };
  const done = () => {
    const made = view.value?.channels.find((channel) => !before.has(channel.id));
    if (made !== undefined) goMain({ at: 'channel', id: made.id });
  };
  return (
    <ActDialog
      title={t('channel-new')}
      confirm={t('channel-create')}
      onClose={onClose}
      act={create}
      onDone={done}
    >
      {steward ? (
        <RadioGroup<Kind>
          label={t('channel-kind')}
          value={kind}
          onValue={setKind}
          choices={(['open', 'announcement', 'need-to-know'] as const).map((value) => ({
            value,
            label: t(`channel-kind-${value}`),
            note: t(`channel-kind-${value}-note`),
          }))}
        />
      ) : (
        <p>{t('channel-kind-member')}</p>
      )}
      <TextField
        label={t('channel-name')}
        hint={t(kind === 'need-to-know' ? 'channel-name-hint-few' : 'channel-name-hint')}
        value={name}
        onValue={setName}
        maxLength={LONGEST_NAME}
        error={tried && name.trim() === '' ? t('field-empty') : null}
        autoFocus
      />
      {kind === 'announcement' ? (
        <PeoplePicker
          label={t('channel-posters')}
          hint={t('channel-posters-hint')}
          people={others.filter((member) => member.role === 'member')}
          chosen={people}
          onChosen={setPeople}
        />
      ) : null}
      {kind === 'need-to-know' ? (
        <>
          <PeoplePicker
            label={t('channel-people')}
            hint={t('channel-people-hint')}
            people={others}
            chosen={people}
            onChosen={setPeople}
          />
          <PeoplePicker
            label={t('channel-keepers')}
            hint={t('channel-keepers-hint')}
            people={others.filter((member) => people.includes(member.id))}
            chosen={kept}
            onChosen={setKeepers}
            error={tried && noKeeper ? t('channel-keepers-few') : null}
          />
        </>
      ) : null}
      <TimerChoice seconds={TIMER_DEFAULT} onSeconds={setSeconds} />
    </ActDialog>
  );
}
