import type {
  Area,
  Downloaded,
  Failure,
  Going,
  ImageChoices,
  OpenBlob,
  Preparation,
  Prepared,
  Uploaded,
} from '../../src/files/types';

/** Stands in for the files' worker: a drawn picture, and sending that takes a moment. */
export type * from '../../src/files/types';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function drawn(areas: readonly Area[], keep: boolean): Promise<Blob> {
  const canvas = new OffscreenCanvas(640, 360);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.fillStyle = '#7aa6c2';
  context.fillRect(0, 0, 640, 360);
  context.fillStyle = '#3b5d50';
  context.fillRect(0, 240, 640, 120);
  context.fillStyle = '#d9b38c';
  context.beginPath();
  context.arc(320, 150, 60, 0, 7);
  context.fill();
  context.fillStyle = '#000';
  if (keep && areas.length > 0) context.fillRect(0, 0, 640, 40);
  for (const area of areas) {
    if (!keep) context.fillRect(640 * area.x, 360 * area.y, 640 * area.width, 360 * area.height);
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

const made = (blob: Blob, name: string, more: Partial<Prepared> = {}): Prepared => ({
  ok: true,
  blob,
  name,
  mediaType: blob.type,
  width: 0,
  height: 0,
  duration: 0,
  thumbnail: new Uint8Array(),
  notices: [],
  ...more,
});

export async function prepareImage(file: Blob, choices: ImageChoices = {}): Promise<Preparation> {
  await pause(50);
  if (file instanceof File && file.name.endsWith('.gif')) return { ok: false, fault: 'gif' };
  const blob = await drawn(choices.redactions ?? [], choices.mode === 'keep');
  return made(blob, 'picture-7f3a.png', { width: 640, height: 360, notices: ['wrong-ending'] });
}
export const prepareVoice = async (recorded: Blob): Promise<Preparation> =>
  made(recorded, 'voice.ogg', { duration: 4000 });
export const prepareFile = async (file: File): Promise<Preparation> => made(file, file.name);

export async function upload(_: Prepared, __: string, open: OpenBlob, going: Going = {}): Promise<Uploaded> {
  await open({ id: '00', size: 1, readHash: '00' });
  for (let part = 0; part <= 10; part++) {
    if (going.signal?.aborted) return { ok: false, fault: 'cancelled' };
    going.progress?.(part / 10);
    await pause(60);
  }
  return { ok: true, pointer: 'f-picture.jpg' };
}

export async function download(pointer: string, going: Going = {}): Promise<Downloaded> {
  going.progress?.(0.5);
  await pause(300);
  if (pointer.includes('voice')) return { ok: false, fault: 'gone' };
  const blob = await drawn([], false);
  return { ok: true, blob, name: 'picture.png', mediaType: 'image/png', release: () => undefined };
}

export async function openThumbnail(): Promise<{ readonly ok: true; readonly blob: Blob } | Failure> {
  return { ok: true, blob: await drawn([], false) };
}
export const forgetFiles = (): void => undefined;
export const openThrough = (): OpenBlob => async () => ({ token: '00' });
