import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

interface VirtualListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** The content of a row's button. */
  readonly children: (item: T) => ComponentChildren;
  readonly onOpen: (item: T) => void;
  /** Every row is this high. */
  readonly rowPx: number;
  readonly rowClass: string;
  /** Takes focus when the list comes up. */
  readonly focusKey?: string | undefined;
  /** Selects what scrolls: an ancestor. */
  readonly scroller: string;
}

/** Short lists are whole, so that the browser's search finds everything. */
const WHOLE_BELOW = 200;
const AROUND = 10;

/** A list of buttons, of which only those near the window are in the page. One Tab stop; arrows, Home and End move. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { items, keyOf, rowPx } = props;
  const list = useRef<HTMLUListElement>(null);
  const [view, setView] = useState<readonly [number, number]>([0, 40]);
  const from = props.focusKey === undefined ? -1 : items.findIndex((item) => keyOf(item) === props.focusKey);
  const [focused, setFocused] = useState(Math.max(0, from));
  const whole = items.length < WHOLE_BELOW;
  const stop = Math.min(focused, items.length - 1);

  useEffect(() => {
    const frame = list.current?.closest(props.scroller);
    if (whole || frame === null || frame === undefined) return undefined;
    const look = () => {
      const above = frame.getBoundingClientRect().top - (list.current?.getBoundingClientRect().top ?? 0);
      const first = Math.max(0, Math.floor(above / rowPx) - AROUND);
      setView([first, first + Math.ceil(frame.clientHeight / rowPx) + 2 * AROUND]);
    };
    look();
    frame.addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      frame.removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [whole, items.length]);

  const wanted = useRef<number | null>(from === -1 ? null : from);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-at="${wanted.current}"]`)?.focus();
    wanted.current = null;
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: stop + 1,
      ArrowUp: stop - 1,
      Home: 0,
      End: items.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined || to < 0 || to >= items.length || event.altKey || event.ctrlKey || event.metaKey)
      return;
    event.preventDefault();
    wanted.current = to;
    setFocused(to);
  };
  // The row that has the Tab stop is always there, wherever one has scrolled.
  const shown = items.flatMap((item, at) =>
    whole || (at >= view[0] && at < view[1]) || at === stop ? [{ item, at }] : [],
  );
  return (
    // The keys move focus between the buttons inside; the list itself does nothing.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul
      ref={list}
      aria-label={props.label}
      class={whole ? undefined : 'virtual-list'}
      style={whole ? undefined : { blockSize: `${items.length * rowPx}px` }}
      onKeyDown={onKeyDown}
    >
      {shown.map(({ item, at }) => (
        <li
          key={keyOf(item)}
          aria-setsize={items.length}
          aria-posinset={at + 1}
          style={whole ? undefined : { insetBlockStart: `${at * rowPx}px` }}
        >
          <button
            type="button"
            class={props.rowClass}
            data-at={at}
            tabIndex={at === stop ? 0 : -1}
            onFocus={() => setFocused(at)}
            onClick={() => props.onOpen(item)}
          >
            {props.children(item)}
          </button>
        </li>
      ))}
    </ul>
  );
}
