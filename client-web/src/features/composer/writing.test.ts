import { describe, expect, it } from 'vitest';
import type { Member } from '../../core/view';
import { byKey, inside, resized } from './areas';
import { complete, mentionedIn } from './complete';
import { mark } from './marks';

const person = (id: string, name: string): Member => ({ id, name }) as Member;
const people = [person('1', 'Sam Okafor'), person('2', 'مريم'), person('3', 'Jo'), person('4', 'Joan')];
const labels = (text: string) =>
  complete(text, text.length, people, 'everyone')?.choices.map(({ label }) => label);

describe('completion', () => {
  it('offers people whose name, or a word of it, begins so', () => {
    expect(labels('Ask @jo')).toEqual(['Jo', 'Joan']);
    expect(labels('@oka')).toEqual(['Sam Okafor']);
    expect(labels('@مر')).toEqual(['مريم']);
    expect(labels('@eve')).toEqual(['everyone']);
  });
  it('offers signs by their name', () => {
    expect(labels('well :tad')).toEqual([':tada:']);
  });
  it('keeps still inside words, and in addresses', () => {
    expect(labels('a@jo')).toBeUndefined();
    expect(labels('http://x')).toBeUndefined();
    expect(labels('nothing')).toBeUndefined();
  });
  it('mentions whoever stands there whole', () => {
    expect(mentionedIn('@Jo and @مريم, not a@Joan', people, 'everyone')).toEqual(['2', '3']);
    expect(mentionedIn('@Joan', people, '')).toEqual(['4']);
    expect(mentionedIn('@everyone', people, 'everyone')).toEqual(['everyone']);
    expect(mentionedIn('@everyone', people, '')).toEqual([]);
  });
});

describe('marks', () => {
  it('go around what is selected, and away again', () => {
    const made = mark({ text: 'a word here', from: 2, to: 6 }, 'bold');
    expect(made.text).toBe('a **word** here');
    expect(mark(made, 'bold').text).toBe('a word here');
  });
  it('stand before every line that is meant', () => {
    const made = mark({ text: 'one\ntwo\nthree', from: 1, to: 6 }, 'numbers');
    expect(made.text).toBe('1. one\n2. two\nthree');
    expect(mark({ text: made.text, from: 0, to: 10 }, 'numbers').text).toBe('one\ntwo\nthree');
    expect(mark({ text: 'x', from: 0, to: 1 }, 'block').text).toBe('```\nx\n```');
  });
});

describe('boxes over a picture', () => {
  const box = { x: 0.9, y: 0.1, width: 0.1, height: 0.1 };
  it('stay inside it, whatever is done with them', () => {
    expect(byKey(box, 'ArrowRight', false, 0.02)?.x).toBeCloseTo(0.9);
    expect(byKey(box, 'ArrowUp', false, 0.5)?.y).toBe(0);
    expect(resized(box, 1, 1)).toMatchObject({ x: 0.9, y: 0.1 });
    expect(resized(box, 1, 1).width).toBeCloseTo(0.1);
    expect(resized(box, -1, -1).width).toBeGreaterThan(0);
    expect(inside({ x: -1, y: 2, width: 0, height: 5 })).toMatchObject({ x: 0, y: 0, height: 1 });
  });
  it('are left alone by other keys', () => {
    expect(byKey(box, 'a', false, 0.02)).toBeNull();
  });
});
