import './timeline.css';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { hasOlder, perform, showOlder, timeline, view, watchChannel } from '../../core/group';
import type { Channel } from '../../core/view';
import { dayWords } from '../../i18n/times';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { useSlow } from '../../ui/useSlow';
import { groupItems, shownTime, withGaps } from './group-items';
import { ItemRow } from './ItemRow';
import { useAnnouncements } from './useAnnouncements';

const NEAR_END_PX = 80;

/** What has been said in a channel, oldest first. One Tab stop: Up and Down go by item, End to the latest. */
export function Timeline({ channel }: { readonly channel: Channel }) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [away, setAway] = useState(false);
  const [focused, setFocused] = useState<string | null>(null);
  const items = timeline.value?.channel === channel.id ? timeline.value.items : null;
  const gaps = view.value?.gaps;
  const rows = useMemo(
    () => groupItems(withGaps(items ?? [], gaps ?? [], channel.id)),
    [items, gaps, channel.id],
  );
  const loading = useSlow(items === null);
  useAnnouncements(channel.id, items);

  useEffect(() => watchChannel(channel.id), [channel.id]);
  useEffect(() => {
    if (channel.unread > 0 && document.visibilityState === 'visible') {
      void perform((core) => core.markRead(channel.id));
    }
  }, [channel.id, channel.unread]);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box !== null && atEnd.current) box.scrollTop = box.scrollHeight;
  }, [rows]);
  // An item that had focus and has expired hands it to the next, which keeps a reader's place.
  useLayoutEffect(() => keepFocus(scroller.current, focused, rows, setFocused), [rows]);

  const toEnd = () => {
    atEnd.current = true;
    setAway(false);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  };
  const onScroll = () => {
    const box = scroller.current;
    if (box === null) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    setAway(!atEnd.current);
  };
  const stop = rows.find((row) => row.item.id === focused)?.item.id ?? rows[rows.length - 1]?.item.id;
  const onKeyDown = (event: KeyboardEvent) => {
    const at = rows.findIndex((row) => row.item.id === stop);
    const moves: Record<string, number> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: rows.length - 1,
    };
    const row = rows[moves[event.key] ?? -1];
    if (event.ctrlKey || event.altKey || event.metaKey || row === undefined) return;
    event.preventDefault();
    setFocused(row.item.id);
    scroller.current?.querySelector<HTMLElement>(`[data-item="${row.item.id}"]`)?.focus();
  };
  return (
    <div class="timeline-frame">
      {/* The keys move focus between the items inside. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div class="timeline" ref={scroller} onScroll={onScroll} onKeyDown={onKeyDown} aria-busy={loading}>
        {loading ? <p class="timeline-empty quiet">{t('loading')}</p> : null}
        {items?.length === 0 ? <p class="timeline-empty quiet">{t('timeline-empty')}</p> : null}
        {hasOlder.value ? (
          <div class="timeline-older">
            <Button onClick={showOlder}>{t('timeline-older')}</Button>
          </div>
        ) : null}
        <ol class="timeline-list" aria-label={t('messages')}>
          {rows.map(({ item, opensDay, opensGroup }) => (
            <li key={item.id} class="timeline-row">
              {opensDay ? <h2 class="timeline-day">{dayWords(shownTime(item), Date.now())}</h2> : null}
              <ItemRow
                item={item}
                opensGroup={opensGroup}
                tabIndex={item.id === stop ? 0 : -1}
                onFocus={() => setFocused(item.id)}
              />
            </li>
          ))}
        </ol>
      </div>
      {away ? (
        <div class="timeline-latest">
          <Button onClick={toEnd}>
            <Icon name="down" />
            {t('timeline-latest')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function keepFocus(
  box: HTMLElement | null,
  focused: string | null,
  rows: ReturnType<typeof groupItems>,
  setFocused: (id: string) => void,
): void {
  if (box === null || focused === null || rows.some((row) => row.item.id === focused)) return;
  const lost = document.activeElement === document.body || document.activeElement === null;
  const next = rows[rows.length - 1];
  if (next === undefined) return;
  setFocused(next.item.id);
  if (lost) box.querySelector<HTMLElement>(`[data-item="${next.item.id}"]`)?.focus();
}
