import './channels.css';
import { useRef, useState } from 'preact/hooks';
import { isSteward, view } from '../../core/group';
import type { Channel } from '../../core/view';
import { fullTime, relativeTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { goMain, place, type MainPlace } from '../../platform/places';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { lazy } from '../../parts/lazy';

const NewChannelDialog = lazy(async () => (await import('./NewChannelDialog')).NewChannelDialog);

export const channelName = (channel: Channel): string => channel.name ?? t('channel-unnamed');

interface Entry {
  readonly key: string;
  readonly current: boolean;
  readonly open: () => void;
  readonly name: string;
  readonly content: preact.ComponentChildren;
}

/** Where one can go: channels, then the places of the group. One Tab stop; arrows, Home, End and letters move. */
export function ChannelList() {
  const [creating, setCreating] = useState(false);
  const now = view.value;
  if (now === null) return null;
  return (
    <div class="channels">
      <div class="channels-head">
        <h2>{t('channels')}</h2>
        <Button kind="plain" label={t('channel-new')} onClick={() => setCreating(true)}>
          <Icon name="plus" />
        </Button>
      </div>
      {now.channels.length === 0 ? (
        <p class="channels-empty quiet">{t(isSteward.value ? 'channels-none-admin' : 'channels-none')}</p>
      ) : null}
      <RovingList label={t('channels')} entries={[...now.channels.map(channelEntry), ...placeEntries()]} />
      {creating ? <NewChannelDialog onClose={() => setCreating(false)} /> : null}
    </div>
  );
}

function channelEntry(channel: Channel): Entry {
  const name = channelName(channel);
  const main = place.value.main;
  return {
    key: channel.id,
    current: main?.at === 'channel' && main.id === channel.id,
    open: () => goMain({ at: 'channel', id: channel.id }),
    name,
    content: (
      <>
        <span class="channel-name">
          <KindMark kind={channel.kind} /> <bdi>{name}</bdi>
        </span>
        {channel.held === null || channel.held === 'not-poster' ? null : (
          <span class="channel-held">
            <Icon name="warning" />
            <span class="hidden-text">{t('channel-held')}</span>
          </span>
        )}
        {channel.lastActivity === null ? null : (
          <span class="quiet small" aria-hidden="true" title={fullTime(channel.lastActivity)}>
            {relativeTime(channel.lastActivity, Date.now())}
          </span>
        )}
        {channel.unread > 0 ? (
          <Count visible={channel.unread} spoken={t('unread', { count: channel.unread })} />
        ) : null}
      </>
    ),
  };
}

/** What kind of channel it is: a sign to see, and words to hear where it is no ordinary one. */
function KindMark({ kind }: { readonly kind: Channel['kind'] }) {
  if (kind === 'open') {
    return (
      <span aria-hidden="true" class="quiet">
        #
      </span>
    );
  }
  return (
    <span class="channel-kind quiet">
      <Icon name={kind === 'announcement' ? 'megaphone' : 'lock'} />
      <span class="hidden-text">{t(`channel-kind-${kind}`)}</span>
    </span>
  );
}

function placeEntries(): Entry[] {
  const open = view.value?.requests.filter((request) => request.state === 'open').length ?? 0;
  const asked = view.value?.vouchAsks.filter((ask) => ask.given === null).length ?? 0;
  const entry = (at: Exclude<MainPlace['at'], 'channel'>, icon: IconName, count = 0): Entry => ({
    key: at,
    current: place.value.main?.at === at,
    open: () => goMain({ at }),
    name: t(`place-${at}`),
    content: (
      <>
        <span class="channel-name channel-place">
          <Icon name={icon} />
          {t(`place-${at}`)}
        </span>
        {count > 0 ? <Count visible={count} spoken={t('requests-waiting', { count })} /> : null}
      </>
    ),
  });
  const decisions = view.value?.decisions ?? [];
  const mine = decisions.filter(
    (decision) => decision.state === 'open' && (decision.asksMe || decision.ownVoice === 'open'),
  ).length;
  const steward = isSteward.value;
  const recoveries = view.value?.recoveries ?? [];
  const returning = recoveries.filter((each) => each.mine || (steward && !each.deciding)).length;
  const own = view.value?.members.find((member) => member.me)?.devices ?? [];
  const fresh = own.filter((device) => device.unseen && !device.me && device.state === 'active').length;
  return [
    ...(steward ? [entry('requests', 'request', open), entry('invites', 'invite')] : []),
    ...(steward || mine > 0 ? [entry('decisions', 'vote', mine)] : []),
    ...(steward && asked === 0 ? [] : [entry('vouching', 'people', asked)]),
    ...(view.value?.fork ? [entry('fork', 'warning')] : []),
    entry('rules', 'rules'),
    entry('devices', 'device', fresh),
    entry('recovery', 'sheet', returning),
    entry('settings', 'settings'),
    entry('about', 'info'),
  ];
}

function Count({ visible, spoken }: { readonly visible: number; readonly spoken: string }) {
  return (
    <span class="channel-unread">
      <span aria-hidden="true">{visible}</span>
      <span class="hidden-text">{spoken}</span>
    </span>
  );
}

function RovingList({ label, entries }: { readonly label: string; readonly entries: readonly Entry[] }) {
  const list = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const stop =
    entries.find((entry) => entry.key === focused) ?? entries.find((entry) => entry.current) ?? entries[0];
  const focusAt = (index: number) => {
    const to = entries[Math.max(0, Math.min(entries.length - 1, index))];
    if (to === undefined) return;
    setFocused(to.key);
    list.current?.querySelector<HTMLElement>(`[data-key="${to.key}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = entries.indexOf(stop ?? entries[0]!);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: entries.length - 1,
    };
    let to = moves[event.key];
    if (to === undefined && event.key.length === 1 && event.key !== ' ') {
      const after = [...entries.slice(at + 1), ...entries.slice(0, at + 1)];
      const found = after.find((entry) =>
        entry.name.toLocaleLowerCase().startsWith(event.key.toLocaleLowerCase()),
      );
      if (found !== undefined) to = entries.indexOf(found);
    }
    if (to === undefined) return;
    event.preventDefault();
    focusAt(to);
  };
  return (
    // The keys move focus between the buttons inside; the list itself does nothing.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul ref={list} aria-label={label} onKeyDown={onKeyDown}>
      {entries.map((entry) => (
        <li
          key={entry.key}
          class={entry.key === 'requests' || entry.key === 'rules' ? 'channels-gap' : undefined}
        >
          <button
            type="button"
            class="channel"
            data-key={entry.key}
            tabIndex={entry === stop ? 0 : -1}
            aria-current={entry.current ? 'page' : undefined}
            onFocus={() => setFocused(entry.key)}
            onClick={entry.open}
          >
            {entry.content}
          </button>
        </li>
      ))}
    </ul>
  );
}
