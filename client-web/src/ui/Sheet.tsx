import './sheet.css';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

interface SheetProps {
  readonly title: string;
  /** "2 of 4", where there are steps. */
  readonly progress?: string;
  readonly children: ComponentChildren;
}

/** A page of its own, one column: what comes before the group is open. Focus goes to its heading when it changes. */
export function Sheet({ title, progress, children }: SheetProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (!heading.current?.closest('main')?.querySelector('[autofocus]')) heading.current?.focus();
    else heading.current.closest('main')?.querySelector<HTMLElement>('[autofocus]')?.focus();
  }, [title, progress]);
  return (
    <main class="sheet">
      <div class="sheet-page stack">
        <div class="stack-small">
          <p class="sheet-mark">
            Understory{progress ? <span class="sheet-progress">{progress}</span> : null}
          </p>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
        {children}
      </div>
    </main>
  );
}
