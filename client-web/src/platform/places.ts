import { signal } from '@preact/signals';

export type MainPlace =
  | { readonly at: 'channel'; readonly id: string }
  | { readonly at: 'requests'; readonly id?: string }
  | {
      readonly at:
        | 'invites'
        | 'vouching'
        | 'decisions'
        | 'rules'
        | 'devices'
        | 'recovery'
        | 'reports'
        | 'fork'
        | 'succession'
        | 'settings'
        | 'about';
    };
export type SidePlace =
  | { readonly at: 'members' | 'search' }
  | { readonly at: 'person'; readonly id: string }
  | { readonly at: 'pins'; readonly channel: string }
  | { readonly at: 'thread'; readonly channel: string; readonly root: string };

/**
 * Where in the group one is. A narrow window shows the last of list, main and side that is set; the browser's Back takes
 * the last step back. The address stays the same, so that no id gets into the browser's history.
 */
export interface Place {
  readonly main: MainPlace | null;
  readonly side: SidePlace | null;
}

const NOWHERE: Place = { main: null, side: null };

export const place = signal<Place>(NOWHERE);

/** How many steps of ours lie behind the present one. */
let depth = 0;

interface Step {
  readonly place: Place;
  readonly depth: number;
}

export function go(next: Place): void {
  depth += 1;
  place.value = next;
  history.pushState({ place: next, depth } satisfies Step, '', '/');
}

export function goMain(main: MainPlace): void {
  go({ main, side: null });
}

export function goSide(side: SidePlace | null): void {
  go({ main: place.value.main, side });
}

/** One step back, or to `otherwise` when there is none of ours. */
export function back(otherwise: Place): void {
  if (depth > 0) history.back();
  else replacePlace(otherwise);
}

export function replacePlace(next: Place): void {
  place.value = next;
  history.replaceState({ place: next, depth } satisfies Step, '', '/');
}

/** Forgets where one was, as locking does. */
export function resetPlaces(): void {
  depth = 0;
  place.value = NOWHERE;
  history.replaceState(null, '', '/');
}

export function listenToHistory(): void {
  addEventListener('popstate', ({ state }) => {
    const step = state as Step | null;
    depth = step?.depth ?? 0;
    place.value = step?.place ?? NOWHERE;
  });
}
