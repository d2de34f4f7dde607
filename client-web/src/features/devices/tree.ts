import type { Device } from '../../core/view';

export interface Branch {
  readonly device: Device;
  /** 0 for one that no other of these has linked. */
  readonly depth: number;
}

/** Each device after the one that linked it. Bounded by the number of devices, whatever their parents say. */
export function treeOf(devices: readonly Device[]): readonly Branch[] {
  const known = new Set(devices.map((device) => device.id));
  const placed = new Set<string>();
  const out: Branch[] = [];
  const place = (device: Device, depth: number): void => {
    if (placed.has(device.id)) return;
    placed.add(device.id);
    out.push({ device, depth });
    for (const child of devices) if (child.parent === device.id) place(child, depth + 1);
  };
  for (const device of devices) if (device.parent === null || !known.has(device.parent)) place(device, 0);
  for (const device of devices) place(device, 0);
  return out;
}
