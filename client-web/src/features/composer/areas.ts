import type { Area } from '../../parts/files';

/** Fractions of a picture's width and height. */
const SMALLEST = 0.02;
export const STEP = 0.02;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Inside the picture, and large enough to be seen. */
export function inside(area: Area): Area {
  const width = clamp(area.width, SMALLEST, 1);
  const height = clamp(area.height, SMALLEST, 1);
  return { x: clamp(area.x, 0, 1 - width), y: clamp(area.y, 0, 1 - height), width, height };
}

/** Between two corners. */
export const between = (x1: number, y1: number, x2: number, y2: number): Area => ({
  x: clamp(Math.min(x1, x2), 0, 1),
  y: clamp(Math.min(y1, y2), 0, 1),
  width: Math.min(1, Math.abs(x2 - x1)),
  height: Math.min(1, Math.abs(y2 - y1)),
});

export const moved = (area: Area, dx: number, dy: number): Area =>
  inside({ ...area, x: area.x + dx, y: area.y + dy });

/** Its end edges go; its start stays where it is. */
export const resized = (area: Area, dx: number, dy: number): Area => {
  const width = clamp(area.width + dx, SMALLEST, 1 - area.x);
  const height = clamp(area.height + dy, SMALLEST, 1 - area.y);
  return { ...area, width, height };
};

/** What a key does with an area; null when nothing. */
export function byKey(area: Area, key: string, resizes: boolean, step: number): Area | null {
  const ways: Record<string, readonly [number, number]> = {
    ArrowLeft: [-step, 0],
    ArrowRight: [step, 0],
    ArrowUp: [0, -step],
    ArrowDown: [0, step],
  };
  const way = ways[key];
  if (way === undefined) return null;
  return resizes ? resized(area, ...way) : moved(area, ...way);
}
