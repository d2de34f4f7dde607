import { useState } from 'preact/hooks';
import type { MessageItem } from '../../core/view';
import type { Row } from './group-items';
import { mayEdit, type MessageActs } from './use-message-acts';

export interface Roving {
  /** The item that Tab leads to. */
  readonly stop: string | undefined;
  readonly focused: string | null;
  /** Focus is on it, or inside. */
  readonly active: string | null;
  readonly entered: string | null;
  readonly setFocused: (id: string) => void;
  readonly focusedOn: (id: string) => void;
  /** Focus went elsewhere: its controls are no Tab stops any more. */
  readonly left: (id: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const CONTROLS = 'button, a[href], input:not(:disabled), audio';

/** Keys of the timeline: by item with the arrows, into an item with Enter, out with Esc; letters do something with it. */
export function useRoving(
  scroller: { readonly current: HTMLElement | null },
  rows: readonly Row[],
  acts: MessageActs,
  toLatest: () => void,
): Roving {
  const [focused, setFocused] = useState<string | null>(null);
  const [entered, setEntered] = useState<string | null>(null);
  const stop = rows.find((row) => row.item.id === focused)?.item.id ?? rows[rows.length - 1]?.item.id;
  const article = (id: string) =>
    scroller.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`) ?? null;

  const focusOn = (id: string) => {
    setFocused(id);
    setEntered(null);
    article(id)?.focus();
  };
  const enter = (id: string) => {
    const first = [...(article(id)?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])].find((control) =>
      control.checkVisibility(),
    );
    if (first === undefined) return;
    setEntered(id);
    first.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || stop === undefined) return;
    const on = event.target.dataset['item'];
    if (event.key === 'Escape' && on === undefined && event.target.closest('[data-item]') !== null) {
      event.preventDefault();
      focusOn(stop);
      return;
    }
    if (on === undefined) return;
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    const at = rows.findIndex((row) => row.item.id === stop);
    const moves: Record<string, number> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0 };
    const to = rows[moves[event.key] ?? -1];
    if (plain && to !== undefined) {
      event.preventDefault();
      focusOn(to.item.id);
    } else if (plain && event.key === 'End') {
      event.preventDefault();
      toLatest();
      const last = rows[rows.length - 1];
      if (last !== undefined) focusOn(last.item.id);
    } else if (plain && event.key === 'Enter') {
      event.preventDefault();
      enter(stop);
    } else {
      const item = rows[at]?.item;
      const element = event.target;
      if (item?.kind === 'message' && byLetter(event, plain, item, element, acts)) event.preventDefault();
    }
  };
  return {
    stop,
    focused,
    active: focused,
    entered,
    setFocused,
    onKeyDown,
    left: (id) => setEntered((now) => (now === id ? null : now)),
    focusedOn: (id) => {
      setFocused(id);
      setEntered((now) => (now === id ? now : null));
    },
  };
}

function byLetter(
  event: KeyboardEvent,
  plain: boolean,
  item: MessageItem,
  element: HTMLElement,
  acts: MessageActs,
): boolean {
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
    const box = element.getBoundingClientRect();
    acts.menu(item, { x: box.left + 48, y: Math.max(0, box.top) + 24 });
    return true;
  }
  const live = item.deleted === null && (item.state === 'sent' || item.state === 'received');
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && key === 'c' && String(getSelection()) === '' && item.text !== '') {
    acts.copy(item);
    return true;
  }
  if (!plain || event.shiftKey) return false;
  if (key === 'delete') acts.remove(item);
  else if (key === 'i') acts.info(item);
  else if (!live) return false;
  else if (key === 't') acts.thread(item);
  else if (!acts.mayWrite) return false;
  else if (key === 'r') acts.reply(item);
  else if (key === 'e') acts.react(item);
  else if (key === 'u' && mayEdit(item)) acts.edit(item);
  else return false;
  return true;
}
