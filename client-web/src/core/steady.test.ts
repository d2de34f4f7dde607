import { expect, test } from 'vitest';
import { steady } from './steady';

const item = (id: string, text: string, votes: readonly number[] = []) => ({ id, text, votes });

test('an item that says the same is the very same, wherever it stands', () => {
  const before = [item('a', 'one', [1]), item('b', 'two')];
  const now = steady(before, [item('b', 'two'), item('a', 'one', [1])]);
  expect(now[0]).toBe(before[1]);
  expect(now[1]).toBe(before[0]);
});

test('what changed anywhere inside, and what is new, is as it was read', () => {
  const before = [item('a', 'one', [1]), item('b', 'two')];
  const read = [item('a', 'one', [2]), item('b', 'other'), item('c', 'three')];
  expect(steady(before, read)).toEqual(read);
  expect(steady(before, read)[0]).toBe(read[0]);
});

test('what went away is not kept', () => {
  expect(steady([item('a', 'one')], [])).toEqual([]);
});
