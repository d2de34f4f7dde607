import { u16, u16le, u32, u32le } from './limits';

const ORIENTATION = 0x0112;
const SHORT = 3;
const MAX_ENTRIES = 512;

/** The orientation in a TIFF header as EXIF has it, 1 to 8; 1 where there is none or it is damaged. */
export function orientationOf(tiff: Uint8Array): number {
  try {
    const little = tiff[0] === 0x49 && tiff[1] === 0x49;
    if (!little && !(tiff[0] === 0x4d && tiff[1] === 0x4d)) return 1;
    const short = little ? u16le : u16;
    const directory = (little ? u32le : u32)(tiff, 4);
    const count = Math.min(short(tiff, directory), MAX_ENTRIES);
    for (let i = 0; i < count; i++) {
      const at = directory + 2 + 12 * i;
      if (short(tiff, at) === ORIENTATION && short(tiff, at + 2) === SHORT) {
        const value = short(tiff, at + 8);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
  } catch {
    // Damaged metadata is no reason to refuse the picture: it is thrown away in any case.
  }
  return 1;
}

/** Whether the picture's sides change places. */
export function turned(orientation: number): boolean {
  return orientation >= 5;
}
