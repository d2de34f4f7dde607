import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A control that had focus and goes away hands it to what stands in its place, or to the message around it: whoever works
 * by keys is never thrown out.
 *
 * @param itself the box is what takes it, not a control within
 */
export function useHeldFocus(box: { readonly current: HTMLElement | null }, itself = false): void {
  const had = useRef(false);
  // While this is drawn anew, what was there before still is.
  had.current = box.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (!had.current || document.activeElement !== document.body) return;
    const inside = itself ? null : box.current;
    const next =
      inside?.querySelector<HTMLElement>('input:checked') ??
      inside?.querySelector<HTMLElement>('button:not(:disabled), input:not(:disabled)') ??
      box.current?.closest<HTMLElement>('article') ??
      box.current;
    next?.focus();
  });
}
