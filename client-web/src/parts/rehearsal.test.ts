import { describe, expect, it } from 'vitest';
import { drawPositions, rehearsed } from './rehearsal';

describe('the rehearsal of a sheet', () => {
  it('asks for some words, each once, in the order of the sheet', () => {
    const draws = [9, 0, 3];
    expect(drawPositions(10, 3, () => draws.shift() ?? 0)).toEqual([0, 4, 9]);
    for (let i = 0; i < 50; i++) {
      const drawn = drawPositions(10, 3);
      expect(new Set(drawn).size).toBe(3);
      expect(Math.max(...drawn)).toBeLessThan(10);
    }
  });
  it('is right only when every word is', () => {
    expect(rehearsed(['abide', 'zoom'], [' Abide', 'zoom'])).toEqual([]);
    expect(rehearsed(['abide', 'zoom'], ['abide', 'zoon'])).toEqual([1]);
    expect(rehearsed(['abide'], [])).toEqual([0]);
  });
  it('is never right before the list of words is there', () => {
    expect(rehearsed([''], [''])).toEqual([0]);
  });
});
