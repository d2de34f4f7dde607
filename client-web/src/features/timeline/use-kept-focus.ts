import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Row } from './group-items';

/**
 * An item that had focus and has disappeared hands it to the one that came after it, or to the last; a reader keeps their
 * place. Focus that is elsewhere stays there.
 */
export function useKeptFocus(
  scroller: { readonly current: HTMLElement | null },
  rows: readonly Row[],
  focused: string | null,
  setFocused: (id: string) => void,
): void {
  const before = useRef<readonly Row[]>(rows);
  useLayoutEffect(() => {
    const were = before.current;
    before.current = rows;
    const at = were.findIndex((row) => row.item.id === focused);
    if (focused === null || at === -1 || rows.some((row) => row.item.id === focused)) return;
    const next = nextOf(were, at, rows);
    if (next === undefined) return;
    setFocused(next);
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (lost) scroller.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(next)}"]`)?.focus();
  }, [rows]);
}

/** The first that stood after it and is still there, else the one before. */
export function nextOf(were: readonly Row[], at: number, rows: readonly Row[]): string | undefined {
  const there = new Set(rows.map((row) => row.item.id));
  const after = were.slice(at + 1).find((row) => there.has(row.item.id));
  const earlier = were.slice(0, at).findLast((row) => there.has(row.item.id));
  return (after ?? earlier ?? rows[rows.length - 1])?.item.id;
}
