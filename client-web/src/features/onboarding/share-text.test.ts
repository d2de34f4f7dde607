import { describe, expect, it } from 'vitest';
import { neededOf, numberOf } from './share-text';

describe('parts of a sheet', () => {
  it('say which they are, whole or read aloud', () => {
    expect(numberOf('understory-share-v1.3.2.abc.understory-recovery-v1.x')).toBe(3);
    expect(numberOf('5 1 2 3 4 5 6 7 8 9 10')).toBe(5);
    expect(numberOf('understory-share-v1.9.2.abc')).toBeNull();
    expect(numberOf('understory-recovery-v1.x')).toBeNull();
  });
  it('say how many it takes only when they are whole', () => {
    expect(neededOf('understory-share-v1.3.2.abc')).toBe(2);
    expect(neededOf('5 1 2 3 4 5 6 7 8 9 10')).toBeNull();
  });
});
