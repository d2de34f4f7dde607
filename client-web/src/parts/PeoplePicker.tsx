import './parts.css';
import { useState } from 'preact/hooks';
import type { Member } from '../core/view';
import { t } from '../i18n/t';
import { Checkbox } from '../ui/Choices';
import { TextField } from '../ui/Field';
import { memberName } from './names';

interface PeoplePickerProps {
  readonly label: string;
  readonly hint?: string;
  readonly people: readonly Member[];
  readonly chosen: readonly string[];
  readonly onChosen: (ids: readonly string[]) => void;
  readonly error?: string | null;
}

const SEARCH_FROM = 9;
/** More than this many are found by their name. */
const SHOWN = 60;

/** Some of the people, ticked in a list; in a long one by a part of the name. */
export function PeoplePicker({ label, hint, people, chosen, onChosen, error }: PeoplePickerProps) {
  const [part, setPart] = useState('');
  const wanted = part.trim().toLocaleLowerCase();
  const fitting = people.filter((member) => memberName(member).toLocaleLowerCase().includes(wanted));
  const ticked = people.filter((member) => chosen.includes(member.id) && !fitting.includes(member));
  const shown = [...ticked, ...fitting.slice(0, SHOWN)];
  const toggle = (id: string, on: boolean) =>
    onChosen(on ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <fieldset class="choices picker">
      <legend>{label}</legend>
      {hint === undefined ? null : <p class="field-hint">{hint}</p>}
      {people.length >= SEARCH_FROM ? (
        <TextField label={t('members-search')} value={part} onValue={setPart} />
      ) : null}
      <div class="picker-list">
        {shown.map((member) => (
          <Checkbox
            key={member.id}
            checked={chosen.includes(member.id)}
            onChecked={(on) => toggle(member.id, on)}
          >
            <bdi>{memberName(member)}</bdi>
            {member.role === 'steward' ? <span class="choice-note">{t('role-steward')}</span> : null}
          </Checkbox>
        ))}
      </div>
      {shown.length === 0 ? <p class="quiet">{t('members-none')}</p> : null}
      {fitting.length > SHOWN ? (
        <p class="quiet small">{t('picker-more', { count: fitting.length - SHOWN })}</p>
      ) : null}
      {error ? (
        <p class="field-error" role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
