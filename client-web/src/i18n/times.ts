import { language, t } from './t';

const UNITS = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const FULL = { dateStyle: 'full', timeStyle: 'short' } as const;
const MOMENT = { weekday: 'short', ...CLOCK } as const;
const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const;

/** Making one takes a hundred times as long as using it: each is made once, and anew when this device's time zone changes. */
const made = new Map<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>();
let zone = Number.NaN;

function moment(form: Intl.DateTimeFormatOptions, at: number): string {
  const now = new Date().getTimezoneOffset();
  if (now !== zone) made.clear();
  zone = now;
  const format = made.get(form) ?? new Intl.DateTimeFormat(language, form);
  made.set(form, format);
  return format.format(at);
}

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });

/** "1 week", "5 minutes": in the largest unit that leaves nothing over. */
export function durationWords(seconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => seconds >= each && seconds % each === 0) ?? ['second', 1];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(seconds / size);
}

/** About how long, in one unit: for clocks that are wrong. */
export function roughDuration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(Math.abs(milliseconds) / 1000));
  const [, size] = UNITS.find(([, each]) => seconds >= each) ?? ['second', 1];
  return durationWords(Math.round(seconds / size) * size);
}

export function clockTime(at: number): string {
  return moment(CLOCK, at);
}

export function fullTime(at: number): string {
  return moment(FULL, at);
}

/** "in 3 days, Tue 14:00" */
export function momentWords(at: number, now: number): string {
  return `${relativeTime(at, now)}, ${moment(MOMENT, at)}`;
}

/** "5 minutes ago", "in 3 days" */
export function relativeTime(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  if (unit === 'second' && seconds > 0) return t('moment-soon');
  return unit === 'second' ? relative.format(0, 'second') : relative.format(Math.round(seconds / size), unit);
}

/** "a moment ago", "5 minutes ago" */
export function agoWords(at: number, now: number): string {
  return now - at < 60_000 ? t('moment-ago') : relativeTime(at, now);
}

export function sameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** "Today", "Yesterday", "Tuesday 3 March" */
export function dayWords(at: number, now: number): string {
  const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
  if (days === 0 || days === -1) {
    const word = relative.format(days, 'day');
    return word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
  }
  return moment(DAY, at);
}

/** "3.4 MB" */
export function sizeWords(bytes: number): string {
  const [unit, size] =
    bytes >= 1_000_000 ? (['megabyte', 1_000_000] as const) : (['kilobyte', 1000] as const);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(Math.max(0.1, bytes / size));
}
