import { signal } from '@preact/signals';

/**
 * How somebody wants this page to be, on this device. It lies in the page's own storage in the clear, so nothing of the
 * group is in it: no name, no id.
 */
export interface OwnChoices {
  readonly unreadFirst: boolean;
  /** Sections of the list that are closed. */
  readonly closed: readonly string[];
  /** Tells through the system that there is something new, while the page is open. */
  readonly notify: boolean;
  /** Whole hours of the day; the same twice is none. */
  readonly quietFrom: number;
  readonly quietTo: number;
  /** Whether Enter sends; null as it is usual: not on touch screens, whose keyboards have no Shift+Enter. */
  readonly enterSends: boolean | null;
}

const KEY = 'choices';
const BEGIN: OwnChoices = {
  unreadFirst: false,
  closed: [],
  notify: false,
  quietFrom: 22,
  quietTo: 22,
  enterSends: null,
};

function read(): OwnChoices {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return { ...BEGIN, ...(typeof stored === 'object' ? stored : {}) };
  } catch {
    return BEGIN;
  }
}

export const choices = signal<OwnChoices>(read());

export function choose(more: Partial<OwnChoices>): void {
  choices.value = { ...choices.value, ...more };
  try {
    localStorage.setItem(KEY, JSON.stringify(choices.value));
  } catch {
    // Without storage they last as long as the page.
  }
}

/** Whether it should be quiet now; the hours may go over midnight. */
export function isQuiet({ quietFrom: from, quietTo: to }: OwnChoices, hour: number): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

export const enterSends = (): boolean => choices.value.enterSends ?? !matchMedia('(pointer: coarse)').matches;
