import { signal } from '@preact/signals';

const polite = signal('');
const assertive = signal('');

/** Says something once to whoever listens. The same words twice in a row are said twice. */
export function announce(text: string, manner: 'polite' | 'assertive' = 'polite'): void {
  const region = manner === 'polite' ? polite : assertive;
  region.value = region.value === text ? `${text}\u00a0` : text;
}

/** The one polite and the one assertive live region of the page. Nothing that counts or ticks goes in here. */
export function LiveRegions() {
  return (
    <>
      <div class="hidden-text" role="status" aria-live="polite">
        {polite.value}
      </div>
      <div class="hidden-text" role="alert" aria-live="assertive">
        {assertive.value}
      </div>
    </>
  );
}
