import './menu.css';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './Icon';

export interface MenuEntry {
  readonly label: string;
  readonly icon?: IconName;
  readonly danger?: boolean;
  readonly onPick: () => void;
}

/** Where it opens: a point, or a control that it stands below. */
export interface MenuAt {
  readonly x: number;
  readonly y: number;
}

export const menuBelow = (element: Element): MenuAt => {
  const box = element.getBoundingClientRect();
  return { x: document.dir === 'rtl' ? box.right : box.left, y: box.bottom };
};

const EDGE_PX = 8;

interface MenuProps {
  readonly label: string;
  readonly at: MenuAt;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}

/** What can be done with something. Arrows, Home, End and letters move; Esc and Tab close; focus returns to its origin. */
export function Menu({ label, at, entries, onClose }: MenuProps) {
  const box = useRef<HTMLDivElement>(null);
  const origin = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const menu = box.current;
    if (menu === null) return undefined;
    origin.current = document.activeElement;
    menu.showPopover();
    const size = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(EDGE_PX, Math.min(at.x, innerWidth - size.width - EDGE_PX))}px`;
    menu.style.top = `${Math.max(EDGE_PX, Math.min(at.y, innerHeight - size.height - EDGE_PX))}px`;
    menu.querySelector('button')?.focus();
    const outside = (event: Event) => {
      if (!(event.target instanceof Node && menu.contains(event.target))) onClose();
    };
    addEventListener('pointerdown', outside, true);
    return () => removeEventListener('pointerdown', outside, true);
  }, []);
  const leave = () => {
    if (origin.current instanceof HTMLElement) origin.current.focus();
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(box.current?.querySelectorAll('button') ?? [])];
    const here = items.indexOf(document.activeElement as HTMLButtonElement);
    const moves: Record<string, number> = {
      ArrowDown: (here + 1) % items.length,
      ArrowUp: (here - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    let to = moves[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') leave();
    else if (to === undefined && event.key.length === 1 && event.key !== ' ') {
      const letter = event.key.toLocaleLowerCase();
      const after = [...items.slice(here + 1), ...items.slice(0, here + 1)];
      const found = after.find((item) => item.innerText.trim().toLocaleLowerCase().startsWith(letter));
      if (found !== undefined) to = items.indexOf(found);
    } else if (to === undefined) return;
    event.stopPropagation();
    event.preventDefault();
    if (to !== undefined) items[to]?.focus();
  };
  return (
    <div
      ref={box}
      class="menu"
      popover="manual"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {entries.map((entry) => (
        <button
          key={entry.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={`menu-entry${entry.danger ? ' menu-danger' : ''}`}
          onClick={() => {
            leave();
            entry.onPick();
          }}
        >
          {entry.icon === undefined ? <span class="icon" /> : <Icon name={entry.icon} />}
          {entry.label}
        </button>
      ))}
    </div>
  );
}
