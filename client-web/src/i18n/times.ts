import { language, t } from './t';

const UNITS = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

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
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(at);
}

export function fullTime(at: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(at);
}

/** "in 3 days, Tue 14:00" */
export function momentWords(at: number, now: number): string {
  const when = new Intl.DateTimeFormat(language, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
  return `${relativeTime(at, now)}, ${when.format(at)}`;
}

/** "5 minutes ago", "in 3 days" */
export function relativeTime(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (unit === 'second' && seconds > 0) return t('moment-soon');
  return unit === 'second' ? words.format(0, 'second') : words.format(Math.round(seconds / size), unit);
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
    const word = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
    return word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
  }
  return new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
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
