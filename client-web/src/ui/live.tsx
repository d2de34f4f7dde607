import { signal, type Signal } from '@preact/signals';

/** Long enough to be picked up. What is said must not stay in the page: a message in it may have to disappear. */
const KEPT_MS = 2000;

interface Region {
  readonly words: Signal<string>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const polite: Region = { words: signal(''), timer: undefined };
const assertive: Region = { words: signal(''), timer: undefined };

/** Says something once to whoever listens. The same words twice in a row are said twice. */
export function announce(text: string, manner: 'polite' | 'assertive' = 'polite'): void {
  const region = manner === 'polite' ? polite : assertive;
  region.words.value = region.words.value === text ? `${text}\u00a0` : text;
  clearTimeout(region.timer);
  region.timer = setTimeout(() => {
    region.words.value = '';
  }, KEPT_MS);
}

/** The one polite and the one assertive live region of the page. Nothing that counts or ticks goes in here. */
export function LiveRegions() {
  return (
    <>
      <div class="hidden-text" role="status" aria-live="polite">
        {polite.words.value}
      </div>
      <div class="hidden-text" role="alert" aria-live="assertive">
        {assertive.words.value}
      </div>
    </>
  );
}
