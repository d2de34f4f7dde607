/** A camera that looks for one code. */
export interface Camera {
  readonly stream: MediaStream;
  /** Looks at what the element shows until something is read or the camera stopped. */
  watch(video: HTMLVideoElement): void;
  stop(): void;
}

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorMaker {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

const LOOK_MS = 250;
/** Enough for a code that fills half of the picture, and quick to go through. */
const WIDTH = 640;

type Reader = (video: HTMLVideoElement) => Promise<string | null>;

async function ownReader(): Promise<Reader> {
  const { default: decode } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    if (context === null || video.videoWidth === 0) return null;
    canvas.width = Math.min(WIDTH, video.videoWidth);
    canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decode(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return null; // No code in this picture.
    }
  };
}

/** The browser's own reader where it has one, else ours, fetched for it. */
async function reader(): Promise<Reader> {
  const Maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
  if (Maker !== undefined && (await Maker.getSupportedFormats()).includes('qr_code')) {
    const detector = new Maker({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  return ownReader();
}

/** Asks for the camera. Fails when there is none, or when the person or the browser says no. */
export async function openCamera(onText: (text: string) => void): Promise<Camera> {
  const read = await reader();
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  let over = false;
  const look = async (video: HTMLVideoElement): Promise<void> => {
    if (over) return;
    const text = await read(video).catch(() => null);
    if (over) return;
    if (text !== null && text !== '') onText(text);
    else setTimeout(() => void look(video), LOOK_MS);
  };
  return {
    stream,
    watch: (video) => void look(video),
    stop: () => {
      over = true;
      for (const track of stream.getTracks()) track.stop();
    },
  };
}
