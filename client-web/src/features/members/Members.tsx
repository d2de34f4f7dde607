import './members.css';
import { useEffect, useState } from 'preact/hooks';
import { view } from '../../core/group';
import type { Member } from '../../core/view';
import { t } from '../../i18n/t';
import { memberName } from '../../parts/names';
import { goSide, place } from '../../platform/places';
import { Avatar } from '../../ui/Avatar';
import { TextField } from '../../ui/Field';
import { VirtualList } from '../../ui/VirtualList';
import { roleWords } from './words';

const SEARCH_FROM = 12;
const ROW_PX = 56;

/** The people of the channel on screen where it is one that others don't know of; else null, for everyone. */
function fewHere(): readonly string[] | null {
  const main = place.value.main;
  const channel = view.value?.channels.find(({ id }) => main?.at === 'channel' && main.id === id);
  return channel?.kind === 'need-to-know' ? channel.people : null;
}

/** Who was looked at last: back in the list, one is where one was. */
let opened: string | undefined;

/** Everyone who can read here, and below who no longer can. */
export function Members() {
  const [part, setPart] = useState('');
  const few = fewHere();
  const all = (view.value?.members ?? []).filter((member) => few === null || few.includes(member.id));
  const active = all.filter((member) => member.state === 'active');
  const gone = all.filter((member) => member.state !== 'active');
  const wanted = part.trim().toLocaleLowerCase();
  const fits = (member: Member) => memberName(member).toLocaleLowerCase().includes(wanted);
  const shown = active.filter(fits);
  return (
    <div class="pane-body stack">
      <p class="quiet small">{t(few === null ? 'members-what' : 'channel-few')}</p>
      <p class="small">{t('people', { count: active.length })}</p>
      {active.length >= SEARCH_FROM ? (
        <TextField label={t('members-search')} value={part} onValue={setPart} />
      ) : null}
      <div class="members">
        <People label={t('members')} people={shown} />
      </div>
      {shown.length === 0 ? <p class="quiet">{t('members-none')}</p> : null}
      {gone.length === 0 ? null : (
        <details>
          <summary class="summary">{t('members-gone', { count: gone.length })}</summary>
          <div class="members">
            <People label={t('members-gone', { count: gone.length })} people={gone.filter(fits)} />
          </div>
        </details>
      )}
    </div>
  );
}

function People({ label, people }: { readonly label: string; readonly people: readonly Member[] }) {
  const [focusKey] = useState(opened);
  useEffect(() => {
    opened = undefined;
  }, []);
  return (
    <VirtualList
      label={label}
      items={people}
      keyOf={(member) => member.id}
      rowPx={ROW_PX}
      rowClass="member"
      scroller=".pane-side"
      focusKey={focusKey}
      onOpen={(member) => {
        opened = member.id;
        goSide({ at: 'person', id: member.id });
      }}
    >
      {(member) => (
        <>
          <Avatar id={member.id} name={member.name ?? ''} />
          <span class="member-name">
            <bdi class="member-line">{memberName(member)}</bdi>
            <span class="member-line quiet small">{stateLine(member)}</span>
          </span>
        </>
      )}
    </VirtualList>
  );
}

/** What matters most about somebody, on one line. */
function stateLine(member: Member): string {
  const parts = [roleWords(member)];
  if (member.quarantined) parts.push(t('member-quarantined'));
  else if (member.verified !== 'no') parts.push(t(`verified-short-${member.verified}`));
  return parts.join(' · ');
}
