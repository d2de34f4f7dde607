import { describe, expect, it } from 'vitest';
import { indexesOf, wordsOf, wordsStartingWith } from './word-indexes';

const list = ['abacus', 'abdomen', 'abide', 'zoom'];

describe('words of the list', () => {
  it('are suggested by how they start, and no more when they are whole', () => {
    expect(wordsStartingWith(list, 'ab', 2)).toEqual(['abacus', 'abdomen']);
    expect(wordsStartingWith(list, 'zoom', 2)).toEqual([]);
    expect(wordsStartingWith(list, '', 2)).toEqual([]);
  });
  it('become their positions, whatever their case', () => {
    expect(indexesOf(list, ['Zoom ', 'abide'], 2)).toEqual({ ok: true, indexes: [3, 2] });
  });
  it('are named by position where they are not in the list, or missing', () => {
    expect(indexesOf(list, ['zoom', 'zoon'], 3)).toEqual({ ok: false, unknown: [1, 2] });
  });
  it('are found in a text that was read aloud and typed', () => {
    expect(wordsOf(' Zoom, abide.\nabacus ')).toEqual(['zoom', 'abide', 'abacus']);
  });
});
