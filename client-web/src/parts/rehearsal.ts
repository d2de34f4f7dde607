/** Which words of a sheet are asked for: some of them, each once, in rising order. */
export function drawPositions(
  of: number,
  count: number,
  random: (below: number) => number = (below) => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % below,
): readonly number[] {
  const left = Array.from({ length: of }, (_, at) => at);
  const drawn = Array.from(
    { length: Math.min(count, of) },
    () => left.splice(random(left.length), 1)[0] ?? 0,
  );
  return drawn.sort((one, other) => one - other);
}

/** Places of what was typed that are not the words asked for; empty when all are right. */
export function rehearsed(asked: readonly string[], typed: readonly string[]): readonly number[] {
  return asked.flatMap((word, at) =>
    word !== '' && (typed[at] ?? '').trim().toLowerCase() === word ? [] : [at],
  );
}
