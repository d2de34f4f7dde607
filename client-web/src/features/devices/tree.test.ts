import { describe, expect, it } from 'vitest';
import type { Device } from '../../core/view';
import { treeOf } from './tree';

const device = (id: string, parent: string | null) => ({ id, parent }) as Device;
const shape = (devices: Device[]) =>
  treeOf(devices)
    .map(({ device: { id }, depth }) => `${depth}${id}`)
    .join(' ');

describe('the tree of devices', () => {
  it('has each after the one that linked it', () => {
    expect(shape([device('c', 'b'), device('a', null), device('b', 'a'), device('d', 'a')])).toBe(
      '0a 1b 2c 1d',
    );
  });
  it('starts anew where the one that linked it is gone', () => {
    expect(shape([device('c', 'gone'), device('a', null)])).toBe('0c 0a');
  });
  it('holds every device once, also where parents go in a circle', () => {
    expect(shape([device('a', 'b'), device('b', 'a')])).toBe('0a 1b');
  });
});
