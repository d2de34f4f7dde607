import { itemTime, type TimelineItem } from '../../core/view';
import { sameDay } from '../../i18n/times';

const GROUP_MS = 5 * 60_000;

/** One line of the list: an item and whether it opens a day or an author's group. */
export interface Row {
  readonly item: TimelineItem;
  readonly opensDay: boolean;
  readonly opensGroup: boolean;
}

/** Messages of one author that follow each other within five minutes stand under one name. */
export function groupItems(items: readonly TimelineItem[]): Row[] {
  let groupStart = 0;
  return items.map((item, at) => {
    const before = items[at - 1];
    const time = itemTime(item);
    const opensDay = before === undefined || !sameDay(itemTime(before), time);
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
