import { itemTime, type Gap, type TimelineItem } from '../../core/view';
import { sameDay } from '../../i18n/times';

const GROUP_MS = 5 * 60_000;

/** What is missing between two items: from when to when, and why. */
export interface GapItem {
  readonly kind: 'gap';
  readonly id: string;
  readonly at: number;
  readonly gap: Gap;
}
export type ShownItem = TimelineItem | GapItem;

export const shownTime = (item: ShownItem): number => (item.kind === 'gap' ? item.at : itemTime(item));

/** The items with the gaps of their channel where those end. */
export function withGaps(
  items: readonly TimelineItem[],
  gaps: readonly Gap[],
  channel: string,
): readonly ShownItem[] {
  const missing = gaps
    .filter((gap) => gap.channel === channel)
    .map((gap): GapItem => ({ kind: 'gap', id: `gap-${gap.from}`, at: gap.to, gap }));
  if (missing.length === 0) return items;
  return [...missing, ...items].sort((one, other) => shownTime(one) - shownTime(other));
}

/** One line of the list: an item and whether it opens a day or an author's group. */
export interface Row {
  readonly item: ShownItem;
  readonly opensDay: boolean;
  readonly opensGroup: boolean;
}

/** Messages of one author that follow each other within five minutes stand under one name. */
export function groupItems(items: readonly ShownItem[]): Row[] {
  let groupStart = 0;
  return items.map((item, at) => {
    const before = items[at - 1];
    const time = shownTime(item);
    const opensDay = before === undefined || !sameDay(shownTime(before), time);
    const follows =
      !opensDay &&
      item.kind === 'message' &&
      before.kind === 'message' &&
      before.author === item.author &&
      time - groupStart < GROUP_MS;
    if (!follows) groupStart = time;
    return { item, opensDay, opensGroup: !follows };
  });
}
