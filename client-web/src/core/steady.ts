/**
 * What was read again, with every item that says the same as before being the very same: what is drawn of it can stay.
 *
 * @param before what was read last
 * @param now what was read now; ids are its own
 */
export function steady<T extends { readonly id: string }>(
  before: readonly T[],
  now: readonly T[],
): readonly T[] {
  if (before.length === 0) return now;
  const known = new Map(before.map((item) => [item.id, item]));
  return now.map((item) => {
    const same = known.get(item.id);
    return same !== undefined && JSON.stringify(same) === JSON.stringify(item) ? same : item;
  });
}
