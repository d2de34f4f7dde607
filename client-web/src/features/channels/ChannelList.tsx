import './channels.css';
import { Fragment } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isSteward, serverNow, view } from '../../core/group';
import type { Channel } from '../../core/view';
import { fullTime, relativeTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { channelById, channelName, isMuted } from '../../parts/channel-names';
import { lazy } from '../../parts/lazy';
import { choices, choose } from '../../platform/choices';
import { goMain, goSide, place, type MainPlace } from '../../platform/places';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { menuBelow, type MenuAt } from '../../ui/Menu';
import { sectionsOf } from './sections';

const NewChannelDialog = lazy(async () => (await import('./NewChannelDialog')).NewChannelDialog);
const ChannelMenuHost = lazy(async () => (await import('./ChannelMenuHost')).ChannelMenuHost);

/** So many channels are found faster by a part of their name. */
const FILTER_FROM = 8;

interface Entry {
  readonly key: string;
  readonly current: boolean;
  readonly open: () => void;
  readonly name: string;
  readonly content: preact.ComponentChildren;
  /** Has a menu. */
  readonly channel: boolean;
}
interface Group {
  readonly key: string;
  /** A heading that opens and closes it; none for the places of the group. */
  readonly title: string | null;
  readonly open: boolean;
  readonly entries: readonly Entry[];
}

/** Where one can go: channels by section, then the places of the group. One Tab stop; arrows, Home, End and letters move. */
export function ChannelList() {
  const [creating, setCreating] = useState(false);
  const [part, setPart] = useState('');
  const [menu, setMenu] = useState<{ readonly id: string; readonly at: MenuAt } | null>(null);
  const now = view.value;
  if (now === null) return null;
  const { unreadFirst, closed } = choices.value;
  const sections = sectionsOf(now.channels, part, unreadFirst, serverNow());
  const groups = sections.map(({ name, channels }): Group => {
    const open = part !== '' || !closed.includes(name);
    return {
      key: name,
      title: sections.length === 1 && name === 'channels' ? null : t(`section-${name}`),
      open,
      entries: open ? channels.map(channelEntry) : [],
    };
  });
  const about = menu === null ? undefined : channelById(menu.id);
  return (
    <div class="channels">
      <div class="channels-head">
        <h2>{t('channels')}</h2>
        <div class="row">
          <Button kind="plain" label={t('search')} onClick={() => goSide({ at: 'search' })}>
            <Icon name="search" />
          </Button>
          <Button kind="plain" label={t('channel-new')} onClick={() => setCreating(true)}>
            <Icon name="plus" />
          </Button>
        </div>
      </div>
      {now.channels.length >= FILTER_FROM ? (
        <div class="channels-filter">
          <input
            class="field-control"
            type="search"
            autocomplete="off"
            dir="auto"
            aria-label={t('channels-filter')}
            placeholder={t('channels-filter')}
            value={part}
            onInput={(event) => setPart(event.currentTarget.value)}
          />
          <Button pressed={unreadFirst} onClick={() => choose({ unreadFirst: !unreadFirst })}>
            {t('unread-first')}
          </Button>
        </div>
      ) : null}
      {now.channels.length === 0 ? (
        <p class="channels-empty quiet">{t(isSteward.value ? 'channels-none-admin' : 'channels-none')}</p>
      ) : groups.length === 0 ? (
        <p class="channels-empty quiet">{t('go-to-none')}</p>
      ) : null}
      <RovingList
        label={t('channels')}
        groups={[...groups, { key: 'places', title: null, open: true, entries: placeEntries() }]}
        onToggle={(key, open) =>
          choose({ closed: open ? closed.filter((each) => each !== key) : [...closed, key] })
        }
        onMenu={(id, at) => setMenu({ id, at })}
      />
      {creating ? <NewChannelDialog onClose={() => setCreating(false)} /> : null}
      {menu !== null && about !== undefined ? (
        <ChannelMenuHost key={menu.id} channel={about} at={menu.at} onClose={() => setMenu(null)} />
      ) : null}
    </div>
  );
}

function channelEntry(channel: Channel): Entry {
  const name = channelName(channel);
  const main = place.value.main;
  const muted = isMuted(channel, serverNow());
  return {
    key: channel.id,
    channel: true,
    current: main?.at === 'channel' && main.id === channel.id,
    open: () => goMain({ at: 'channel', id: channel.id }),
    name,
    content: (
      <>
        <span class="channel-name">
          <KindMark kind={channel.kind} /> <bdi>{name}</bdi>
        </span>
        {channel.held === null || channel.held === 'not-poster' ? null : (
          <Sign icon="warning" words={t('channel-held')} caution />
        )}
        {channel.draft ? <Sign icon="edit" words={t('channel-draft')} /> : null}
        {muted ? <Sign icon="mute" words={t('channel-muted')} /> : null}
        {channel.timerSeconds > 0 ? <span class="hidden-text">{t('channel-timer')}</span> : null}
        {channel.lastActivity === null ? null : (
          <span class="channel-when quiet small" aria-hidden="true" title={fullTime(channel.lastActivity)}>
            {relativeTime(channel.lastActivity, Date.now())}
          </span>
        )}
        {channel.unread > 0 ? (
          <Count
            visible={channel.unread}
            quiet={muted && channel.mentions === 0}
            mention={channel.mentions > 0}
            spoken={
              channel.mentions > 0
                ? t('unread-mentions', { count: channel.unread, mentions: channel.mentions })
                : t('unread', { count: channel.unread })
            }
          />
        ) : null}
      </>
    ),
  };
}

function Sign(props: { readonly icon: IconName; readonly words: string; readonly caution?: boolean }) {
  return (
    <span class={props.caution ? 'channel-held' : 'channel-sign quiet'} title={props.words}>
      <Icon name={props.icon} />
      <span class="hidden-text">{props.words}</span>
    </span>
  );
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
      <Icon name={kind === 'announcement' ? 'megaphone' : kind === 'direct' ? 'people' : 'lock'} />
      <span class="hidden-text">{t(`channel-kind-${kind}`)}</span>
    </span>
  );
}

function placeEntries(): Entry[] {
  const open = view.value?.requests.filter((request) => request.state === 'open').length ?? 0;
  const asked = view.value?.vouchAsks.filter((ask) => ask.given === null).length ?? 0;
  const entry = (at: Exclude<MainPlace['at'], 'channel'>, icon: IconName, count = 0): Entry => ({
    key: at,
    channel: false,
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
    ...(steward
      ? [entry('requests', 'request', open), entry('invites', 'invite'), entry('reports', 'flag')]
      : []),
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

interface CountProps {
  readonly visible: number;
  readonly spoken: string;
  readonly quiet?: boolean;
  readonly mention?: boolean;
}

function Count({ visible, spoken, quiet, mention }: CountProps) {
  return (
    <span class={`channel-unread${quiet ? ' channel-unread-quiet' : ''}`}>
      <span aria-hidden="true">
        {mention ? '@' : ''}
        {visible}
      </span>
      <span class="hidden-text">{spoken}</span>
    </span>
  );
}

interface RovingListProps {
  readonly label: string;
  readonly groups: readonly Group[];
  readonly onToggle: (key: string, open: boolean) => void;
  readonly onMenu: (id: string, at: MenuAt) => void;
}

type Stop = Pick<Entry, 'key' | 'name' | 'channel' | 'current'>;

const LONG_PRESS_MS = 500;

function RovingList({ label, groups, onToggle, onMenu }: RovingListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const pressed = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(pressed.current), []);
  const entries: readonly Stop[] = groups.flatMap((group): readonly Stop[] =>
    group.title === null
      ? group.entries
      : [
          { key: `section-${group.key}`, name: group.title, channel: false, current: false },
          ...group.entries,
        ],
  );
  const stop =
    entries.find((entry) => entry.key === focused) ??
    entries.find((entry) => entry.current) ??
    entries.find((entry) => !entry.key.startsWith('section-'));
  const buttonOf = (key: string) => list.current?.querySelector<HTMLElement>(`[data-key="${key}"]`) ?? null;
  const focusAt = (index: number) => {
    const to = entries[Math.max(0, Math.min(entries.length - 1, index))];
    if (to === undefined) return;
    setFocused(to.key);
    buttonOf(to.key)?.focus();
  };
  const menuOf = (key: string) => {
    const button = buttonOf(key);
    if (button !== null) onMenu(key, menuBelow(button));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['key'] === undefined) return;
    const at = entries.indexOf(stop ?? entries[0]!);
    if (stop?.channel && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
      event.preventDefault();
      menuOf(stop.key);
      return;
    }
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
  const more = (entry: Entry) => (
    <button
      type="button"
      class="channel-more"
      tabIndex={-1}
      aria-haspopup="menu"
      aria-label={t('channel-more', { name: entry.name })}
      onClick={(event) => onMenu(entry.key, menuBelow(event.currentTarget))}
    >
      <Icon name="more" />
    </button>
  );
  return (
    // The keys move focus between the buttons inside; the list itself does nothing.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul ref={list} aria-label={label} onKeyDown={onKeyDown}>
      {groups.map((group) => (
        <Fragment key={group.key}>
          {group.title === null ? null : (
            <li>
              <h3>
                <button
                  type="button"
                  class="channels-section small"
                  data-key={`section-${group.key}`}
                  tabIndex={stop?.key === `section-${group.key}` ? 0 : -1}
                  aria-expanded={group.open}
                  onFocus={() => setFocused(`section-${group.key}`)}
                  onClick={() => onToggle(group.key, !group.open)}
                >
                  {group.title}
                </button>
              </h3>
            </li>
          )}
          {group.entries.map((entry, at) => (
            <li
              key={entry.key}
              class={
                entry.channel
                  ? 'channel-line'
                  : at === 0 || entry.key === 'rules'
                    ? 'channels-gap'
                    : undefined
              }
            >
              <button
                type="button"
                class="channel"
                data-key={entry.key}
                tabIndex={entry === stop ? 0 : -1}
                aria-current={entry.current ? 'page' : undefined}
                onFocus={() => setFocused(entry.key)}
                onClick={entry.open}
                onContextMenu={(event) => {
                  if (!entry.channel) return;
                  event.preventDefault();
                  onMenu(entry.key, { x: event.clientX, y: event.clientY });
                }}
                onPointerDown={(event) => {
                  if (!entry.channel || event.pointerType !== 'touch') return;
                  pressed.current = setTimeout(() => menuOf(entry.key), LONG_PRESS_MS);
                }}
                onPointerUp={() => clearTimeout(pressed.current)}
                onPointerCancel={() => clearTimeout(pressed.current)}
              >
                {entry.content}
              </button>
              {entry.channel ? more(entry) : null}
            </li>
          ))}
        </Fragment>
      ))}
    </ul>
  );
}
