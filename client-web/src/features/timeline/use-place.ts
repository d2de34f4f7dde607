import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { showAround, type Stretch } from '../../core/group';
import type { Row } from './group-items';

const NEAR_END_PX = 80;
/** So near to an edge more is fetched. */
const NEAR_EDGE_PX = 300;

export interface Position {
  /** The latest is out of sight. */
  readonly away: boolean;
  /** Messages that came since it was in sight. */
  readonly missed: number;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
  readonly older: () => void;
  readonly newer: () => void;
}

interface Anchor {
  readonly id: string;
  readonly top: number;
}

/**
 * Where one is in the timeline: at its end as long as one was there, at the first unread message when one comes, and at the
 * very line that one reads when something is added or goes elsewhere.
 */
export function usePlace(
  scroller: { readonly current: HTMLElement | null },
  rows: readonly Row[],
  shown: Stretch | null,
  firstUnread: string | null,
): Position {
  const atEnd = useRef(firstUnread === null);
  const anchor = useRef<Anchor | null>(null);
  const opened = useRef(false);
  const fetching = useRef(false);
  const seen = useRef<string | null>(null);
  const [away, setAway] = useState(false);

  const look = (): void => {
    const box = scroller.current;
    if (box === null) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX && !shown?.newer;
    setAway(!atEnd.current);
    anchor.current = firstVisible(box);
    if (atEnd.current) seen.current = rows[rows.length - 1]?.item.id ?? null;
  };
  const move = async (to: string | undefined): Promise<void> => {
    if (fetching.current || to === undefined) return;
    fetching.current = true;
    held.current = false;
    if (scroller.current !== null) anchor.current = firstVisible(scroller.current);
    atEnd.current = false;
    await showAround(to);
    fetching.current = false;
  };
  const message = (list: readonly Row[]) => list.find(({ item }) => item.kind === 'message')?.item.id;
  const older = () => void move(message(rows));
  const newer = () => void move(message([...rows].reverse()));

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null || shown === null || rows.length === 0) return;
    if (!opened.current) {
      opened.current = true;
      const unread = firstUnread === null ? null : rowOf(box, firstUnread);
      if (unread !== null) unread.scrollIntoView({ block: 'start' });
      else box.scrollTop = box.scrollHeight;
    } else if (atEnd.current && !shown.newer) {
      box.scrollTop = box.scrollHeight;
    } else if (anchor.current !== null) {
      const row = rowOf(box, anchor.current.id);
      if (row !== null) {
        const moved = row.getBoundingClientRect().top - box.getBoundingClientRect().top - anchor.current.top;
        if (Math.abs(moved) > 1) box.scrollTop += moved;
      }
    }
    look();
  }, [rows]);

  // Rows get their true height once they are near, and pictures come late: the place is held until somebody scrolls.
  const held = useRef(true);
  useEffect(() => {
    const box = scroller.current;
    const list = box?.querySelector('ol');
    if (box === null || !list) return undefined;
    const watch = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
      else if (held.current && firstUnread !== null)
        rowOf(box, firstUnread)?.scrollIntoView({ block: 'start' });
    });
    const letGo = () => {
      held.current = false;
    };
    watch.observe(list);
    const signs = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
    for (const sign of signs) box.addEventListener(sign, letGo, { passive: true });
    return () => {
      watch.disconnect();
      for (const sign of signs) box.removeEventListener(sign, letGo);
    };
  }, [firstUnread]);

  const onScroll = () => {
    look();
    const box = scroller.current;
    if (box === null || shown === null || (held.current && !atEnd.current)) return;
    if (shown.older && box.scrollTop < NEAR_EDGE_PX) older();
    else if (shown.newer && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_EDGE_PX) newer();
  };
  const toEnd = () => {
    atEnd.current = true;
    held.current = false;
    setAway(false);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  };
  const last = rows.findIndex(({ item }) => item.id === seen.current);
  const missed =
    last === -1 ? 0 : rows.slice(last + 1).filter(({ item }) => item.kind === 'message' && !item.me).length;
  return { away, missed, onScroll, toEnd, older, newer };
}

const rowOf = (box: HTMLElement, id: string): HTMLElement | null =>
  box.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);

/** The first row in sight, found by halving: rows follow each other from top to bottom. */
function firstVisible(box: HTMLElement): Anchor | null {
  const list = box.querySelectorAll<HTMLElement>('[data-row]');
  const { top } = box.getBoundingClientRect();
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle;
    else low = middle + 1;
  }
  const row = list[low];
  const id = row?.dataset['row'];
  return row === undefined || id === undefined ? null : { id, top: row.getBoundingClientRect().top - top };
}
