import './members.css';
import { useState } from 'preact/hooks';
import { view } from '../../core/group';
import type { Member } from '../../core/view';
import { t } from '../../i18n/t';
import { memberName } from '../../parts/names';
import { goSide } from '../../platform/places';
import { Avatar } from '../../ui/Avatar';
import { TextField } from '../../ui/Field';

const SEARCH_FROM = 12;

/** Everyone who can read here. */
export function Members() {
  const [part, setPart] = useState('');
  const active = (view.value?.members ?? []).filter((member) => member.state === 'active');
  const wanted = part.trim().toLocaleLowerCase();
  const shown = active.filter((member) => memberName(member).toLocaleLowerCase().includes(wanted));
  return (
    <div class="pane-body stack">
      <p class="quiet small">{t('members-what')}</p>
      {active.length >= SEARCH_FROM ? (
        <TextField label={t('members-search')} value={part} onValue={setPart} />
      ) : null}
      <ul class="members" aria-label={t('members')}>
        {shown.map((member) => (
          <li key={member.id}>
            <button type="button" class="member" onClick={() => goSide({ at: 'person', id: member.id })}>
              <Avatar id={member.id} name={member.name ?? ''} />
              <span class="member-name">
                <bdi>{memberName(member)}</bdi>
                <span class="quiet small">{roleWords(member)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 ? <p class="quiet">{t('members-none')}</p> : null}
    </div>
  );
}

export function roleWords(member: Member): string {
  const role = t(`role-${member.role}`);
  return member.me ? t('role-me', { role }) : role;
}
