import './toast.css';
import { signal } from '@preact/signals';
import { announce } from './live';

const SHOWN_MS = 8000;

const shown = signal<string | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Confirms something that can also be seen elsewhere. */
export function toast(text: string): void {
  shown.value = text;
  announce(text);
  clearTimeout(timer);
  timer = setTimeout(() => (shown.value = null), SHOWN_MS);
}

export function Toasts() {
  return shown.value === null ? null : (
    <div class="toast" aria-hidden="true">
      {shown.value}
    </div>
  );
}
