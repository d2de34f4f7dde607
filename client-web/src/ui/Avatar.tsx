import './avatar.css';

/** Up to two letters to know a person by, from a name in any script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** Twelve hues, far enough apart; one member always has the same. */
export function hueOf(id: string): number {
  return (parseInt(id.slice(0, 4) || '0', 16) % 12) * 30;
}

/** Made here from the name and the id, never loaded from anywhere. The name stands beside it in words. */
export function Avatar({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <span class={`avatar avatar-${hueOf(id)}`} aria-hidden="true">
      {initials(name) || '?'}
    </span>
  );
}
