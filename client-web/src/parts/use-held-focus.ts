import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A control that had focus and goes away hands it to what stands in its place, or to the message around it: whoever works
 * by keys is never thrown out.
 */
export function useHeldFocus(box: { readonly current: HTMLElement | null }): void {
  const had = useRef(false);
  // While this is drawn anew, what was there before still is.
  had.current = box.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (!had.current || document.activeElement !== document.body) return;
    const next =
      box.current?.querySelector<HTMLElement>('input:checked') ??
      box.current?.querySelector<HTMLElement>('button:not(:disabled), input:not(:disabled)') ??
      box.current?.closest<HTMLElement>('article');
    next?.focus();
  });
}
