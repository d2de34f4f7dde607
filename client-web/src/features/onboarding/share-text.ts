/** What a part of a sheet says of itself: `understory-share-v1.<number>.<needed>. ...`, or `<number> <ten positions>`. */

export function numberOf(text: string): number | null {
  const found = /^understory-share-v1\.([1-8])\.[2-8]\.|^([1-8]) \d/.exec(text);
  return found === null ? null : Number(found[1] ?? found[2]);
}

/** How many parts it takes; only a whole one says so. */
export function neededOf(text: string): number | null {
  const found = /^understory-share-v1\.[1-8]\.([2-8])\./.exec(text);
  return found === null ? null : Number(found[1]);
}
