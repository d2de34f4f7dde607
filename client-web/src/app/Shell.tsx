import './shell.css';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { view } from '../core/group';
import { lock } from '../core/life';
import { ChannelList } from '../features/channels/ChannelList';
import { GoToDialog } from '../features/channels/GoToDialog';
import { t } from '../i18n/t';
import { channelById, channelName } from '../parts/channel-names';
import { fetchRest, lazy } from '../parts/lazy';
import { back, goSide, place, replacePlace, type MainPlace, type SidePlace } from '../platform/places';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Notices } from './Notices';
import {
  ChannelHead,
  Composer,
  Members,
  pages,
  Person,
  PinsPane,
  Search,
  ThreadPane,
  Timeline,
  type PageName,
} from './pages';
import { UndoBar } from './UndoBar';
import { useShell, useShortcuts } from './use-shell';

interface ShellProps {
  /** The group has ended and is only read: leads back to what was said about that. */
  readonly ended?: () => void;
}

const ShortcutsDialog = lazy(async () => (await import('./ShortcutsDialog')).ShortcutsDialog);

/** After opening, before the other screens are fetched. */
const QUIET_MS = 3000;

/** The opened group: a list, a main place, and people beside it. Three panes, two, or one with a way back. */
export function Shell({ ended }: ShellProps) {
  const [asking, setAsking] = useState<'go-to' | 'shortcuts' | null>(null);
  useShell();
  useShortcuts(setAsking);
  useEffect(() => {
    const quiet = setTimeout(() => void fetchRest(), QUIET_MS);
    return () => clearTimeout(quiet);
  }, []);
  const { main, side } = place.value;
  const beside = side ?? (main?.at === 'channel' ? { at: 'members' as const } : null);
  // Into what was opened beside; the list of people takes focus back by itself, and search has a field for it.
  const opened = side === null || side.at === 'members' || side.at === 'search' ? null : JSON.stringify(side);
  // With the page itself, not a frame later: a key pressed in between would go to what had focus before.
  useLayoutEffect(() => {
    if (opened !== null) document.querySelector<HTMLElement>('.pane-side')?.focus();
  }, [opened]);
  const shown = side !== null ? 'side' : main !== null ? 'main' : 'list';
  return (
    <div class="shell" data-shown={shown} data-beside={beside === null ? undefined : ''}>
      <nav class="pane pane-list" aria-label={t('navigation')} data-region="list" tabIndex={-1}>
        <GroupHead />
        <Notices />
        <ChannelList />
      </nav>
      <main class="pane pane-main" data-region="main" tabIndex={-1}>
        {ended === undefined ? null : (
          <div class="shell-ended">
            <Button onClick={ended}>{t('end-about')}</Button>
          </div>
        )}
        <Main main={main} readOnly={ended !== undefined} />
      </main>
      {beside === null ? null : (
        <aside class="pane pane-side" aria-label={t(beside.at)} data-region="side" tabIndex={-1}>
          <header class="pane-head">
            <span class={beside.at === 'members' ? 'only-narrower' : undefined}>
              <Button kind="plain" label={t('back')} onClick={() => back({ main, side: null })}>
                <Icon name="back" />
              </Button>
            </span>
            <div class="pane-title">
              <h1>{t(beside.at)}</h1>
            </div>
            {beside.at === 'members' ? null : (
              <Button kind="plain" label={t('close')} onClick={() => goSide(null)}>
                <Icon name="close" />
              </Button>
            )}
          </header>
          <Beside side={beside} readOnly={ended !== undefined} />
        </aside>
      )}
      <UndoBar />
      {asking === 'go-to' ? <GoToDialog onClose={() => setAsking(null)} /> : null}
      {asking === 'shortcuts' ? <ShortcutsDialog onClose={() => setAsking(null)} /> : null}
    </div>
  );
}

function GroupHead() {
  return (
    <header class="pane-head">
      <div class="pane-title">
        <h1>
          <bdi>{view.value?.group.name ?? t('group-unnamed')}</bdi>
        </h1>
      </div>
      <Button kind="plain" label={t('lock-now')} onClick={() => void lock()}>
        <Icon name="lock" />
      </Button>
    </header>
  );
}

function Beside({ side, readOnly }: { readonly side: SidePlace; readonly readOnly: boolean }) {
  switch (side.at) {
    case 'members':
      return <Members />;
    case 'person':
      return <Person id={side.id} />;
    case 'search':
      return <Search />;
    case 'pins':
    case 'thread': {
      const channel = channelById(side.channel);
      if (channel === undefined) return <p class="pane-body quiet">{t('channel-gone')}</p>;
      if (side.at === 'pins') return <PinsPane channel={channel} />;
      return (
        <>
          <ThreadPane
            key={side.root}
            channel={channel}
            root={side.root}
            mayWrite={!readOnly && channel.held === null}
          />
          {readOnly ? null : (
            <Composer
              key={`t-${side.root}`}
              channel={channel}
              name={channelName(channel)}
              thread={side.root}
            />
          )}
        </>
      );
    }
  }
}

function Main({ main, readOnly }: { readonly main: MainPlace | null; readonly readOnly: boolean }) {
  const nowhere = { main: null, side: null };
  // From one request the list of places is two steps away, and that is what the button says.
  const deep = main?.at === 'requests' && main.id !== undefined;
  const toList = () => (deep ? replacePlace(nowhere) : back(nowhere));
  const channelId = main?.at === 'channel' ? main.id : null;
  // On a narrow page the list that was pressed is gone: what came in its place takes the focus.
  useLayoutEffect(() => {
    if (channelId !== null && document.activeElement?.checkVisibility() === false)
      document.querySelector<HTMLElement>('.pane-main')?.focus();
  }, [channelId]);
  if (main === null) return <p class="pane-body quiet">{t('nothing-chosen')}</p>;
  if (main.at === 'channel') {
    const channel = view.value?.channels.find(({ id }) => id === main.id);
    if (channel === undefined) return <p class="pane-body quiet">{t('channel-gone')}</p>;
    return (
      <>
        <ChannelHead channel={channel} onBack={toList} />
        <Timeline
          key={channel.id}
          channel={channel}
          mayWrite={!readOnly && (channel.held === null || channel.held === 'stale')}
        />
        {readOnly ? (
          <p class="pane-body quiet">{t('read-only')}</p>
        ) : (
          <Composer key={channel.id} channel={channel} name={channelName(channel)} />
        )}
      </>
    );
  }
  return (
    <>
      <header class="pane-head">
        <span class="only-narrow">
          <Button kind="plain" label={t('back-to-list')} onClick={toList}>
            <Icon name="back" />
          </Button>
        </span>
        <div class="pane-title">
          <h1>{t(`place-${main.at}`)}</h1>
        </div>
      </header>
      {/* A page without a control must still scroll by keys. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div class="pane-scroll" tabIndex={0}>
        <Page at={main.at} />
      </div>
    </>
  );
}

function Page({ at }: { readonly at: PageName }) {
  useLayoutEffect(() => document.querySelector<HTMLElement>('.pane-main')?.focus(), [at]);
  const Chosen = pages[at];
  return <Chosen />;
}
