/** Seconds. A channel starts at one week. */
export const TIMER_PRESETS = [0, 30, 300, 3600, 28_800, 86_400, 604_800, 2_419_200] as const;
export const TIMER_DEFAULT = 604_800;
export const TIMER_SHORTEST = 5;
export const TIMER_LONGEST = 2_419_200;

const UNIT_SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
export type TimerUnit = keyof typeof UNIT_SECONDS;

/** What a person has typed as a timer, in seconds; null when it can't be one. */
export function customTimer(amount: string, unit: TimerUnit): number | null {
  if (!/^\d{1,7}$/.test(amount.trim())) return null;
  const seconds = Number(amount) * UNIT_SECONDS[unit];
  return seconds >= TIMER_SHORTEST && seconds <= TIMER_LONGEST ? seconds : null;
}
