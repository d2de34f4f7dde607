import './timeline.css';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { markRead } from '../../core/acts';
import { showAround, timeline, view, watchChannel } from '../../core/group';
import type { Channel } from '../../core/view';
import { dayWords } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { jump, spokenHere } from '../../parts/talk';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { useSlow } from '../../ui/useSlow';
import { groupItems, shownTime, withGaps, type Row } from './group-items';
import { ItemRow } from './ItemRow';
import { MessageDialogs } from './MessageDialogs';
import { useAnnouncements } from './useAnnouncements';
import { useMessageActs } from './use-message-acts';
import { useKeptFocus } from './use-kept-focus';
import { useKeptLines } from './use-kept-lines';
import { usePlace } from './use-place';
import { useRoving } from './use-roving';

interface TimelineProps {
  readonly channel: Channel;
  readonly mayWrite: boolean;
}

/** What has been said in a channel, oldest first. One Tab stop: Up and Down go by item, End to the latest. */
export function Timeline({ channel, mayWrite }: TimelineProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [hot, setHot] = useState<string | null>(null);
  const shown = timeline.value?.channel === channel.id ? timeline.value : null;
  const items = shown?.items ?? null;
  const gaps = view.value?.gaps;
  const rows = useMemo(
    () => groupItems(withGaps(items ?? [], gaps ?? [], channel.id)),
    [items, gaps, channel.id],
  );
  const loading = useSlow(items === null);
  const { acts, about, close } = useMessageActs(channel, mayWrite);
  useAnnouncements(channel.id, shown?.newer ? null : items);
  useEffect(() => watchChannel(channel.id), [channel.id]);

  // Where one had read to when one came; it stays while one is here.
  const [divider, setDivider] = useState<string | null>(channel.firstUnread);
  const lastMessage = rows.findLast(({ item }) => item.kind === 'message')?.item.id;
  const position = usePlace(scroller, rows, shown, divider);
  const visible = useVisible();
  useEffect(() => {
    if (channel.unread === 0 || lastMessage === undefined) return;
    // What comes before one's eyes is read as it comes; what comes meanwhile is divided from that.
    if (position.away || !visible || shown?.newer) setDivider((now) => now ?? channel.firstUnread);
    else void markRead(channel.id, lastMessage);
  }, [channel.unread, lastMessage, position.away, visible]);

  const toLatest = () => {
    void showAround(null);
    position.toEnd();
  };
  const spoke = useRef(spokenHere.value);
  useEffect(() => {
    if (spoke.current !== spokenHere.value) toLatest();
    spoke.current = spokenHere.value;
  }, [spokenHere.value]);

  const roving = useRoving(scroller, rows, acts, toLatest);
  const line = useKeptLines();
  useKeptFocus(scroller, rows, roving.focused, roving.setFocused);
  const flash = useJump(scroller, channel.id, rows, items !== null, roving.setFocused);
  return (
    <div class="timeline-frame">
      {/* The keys move focus between the items inside. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        class="timeline"
        ref={scroller}
        onScroll={position.onScroll}
        onKeyDown={roving.onKeyDown}
        onPointerLeave={() => setHot(null)}
        aria-busy={loading}
      >
        {loading ? <p class="timeline-empty quiet">{t('loading')}</p> : null}
        {items?.length === 0 ? <p class="timeline-empty quiet">{t('timeline-empty')}</p> : null}
        {shown?.older ? (
          <div class="timeline-older">
            <Button onClick={() => position.older()}>{t('timeline-older')}</Button>
          </div>
        ) : null}
        <ol class="timeline-list" aria-label={t('messages')}>
          {rows.map(({ item, opensDay, opensGroup }) => {
            const { id } = item;
            const isNew = id === divider;
            const tabIndex = id === roving.stop ? 0 : -1;
            const isHot = id === (hot ?? roving.active);
            const entered = id === roving.entered;
            const parts = [item, opensDay, opensGroup, isNew, tabIndex, isHot, entered, id === flash, acts];
            return line(id, parts, () => (
              <li key={id} class="timeline-row" data-row={id}>
                {opensDay ? <h2 class="timeline-day">{dayWords(shownTime(item), Date.now())}</h2> : null}
                {isNew ? (
                  <p class="timeline-new" id="timeline-new">
                    {t('new-divider')}
                  </p>
                ) : null}
                <ItemRow
                  item={item}
                  channel={channel.id}
                  opensGroup={opensGroup || isNew}
                  tabIndex={tabIndex}
                  hot={isHot}
                  entered={entered}
                  flash={id === flash}
                  acts={acts}
                  onFocus={() => roving.focusedOn(id)}
                  onLeave={() => roving.left(id)}
                  onPointer={() => setHot(id)}
                />
              </li>
            ));
          })}
        </ol>
        {shown?.newer ? (
          <div class="timeline-older">
            <Button onClick={() => position.newer()}>{t('timeline-newer')}</Button>
          </div>
        ) : null}
      </div>
      {position.away || shown?.newer ? (
        <div class="timeline-latest">
          <Button onClick={toLatest}>
            <Icon name="down" />
            {position.missed === 0
              ? t('timeline-latest')
              : t('timeline-latest-new', { count: position.missed })}
          </Button>
        </div>
      ) : null}
      <MessageDialogs channel={channel} about={about} acts={acts} onClose={close} />
    </div>
  );
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return visible;
}

const FLASH_MS = 2000;

/** Goes to the message that somebody asked for, wherever it came from, and points it out for a moment. */
function useJump(
  scroller: { readonly current: HTMLElement | null },
  channel: string,
  rows: readonly Row[],
  loaded: boolean,
  setFocused: (id: string) => void,
): string | null {
  const [flash, setFlash] = useState<string | null>(null);
  const wanted = jump.value;
  useLayoutEffect(() => {
    if (wanted === null || wanted.channel !== channel || !loaded) return;
    const { message } = wanted;
    if (!rows.some((row) => row.item.id === message)) {
      void showAround(message);
      return;
    }
    jump.value = null;
    setFocused(message);
    setFlash(message);
    const article = scroller.current?.querySelector<HTMLElement>(`[data-item="${message}"]`);
    article?.scrollIntoView({ block: 'center' });
    article?.focus({ preventScroll: true });
  }, [wanted, rows, loaded]);
  useEffect(() => {
    if (flash === null) return undefined;
    const timer = setTimeout(() => setFlash(null), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flash]);
  return flash;
}
