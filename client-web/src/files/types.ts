/** What the pages see of files. All of the work is done in a worker of its own; see docs/decisions/0017-files.md. */

/**
 * Why a file was not prepared, sent or opened. Nothing of it has left this device, and nothing unchecked was shown.
 *
 * - `empty`, `too-large`: not a size that can be sent
 * - `kind`: no picture or recording of a kind that is known here
 * - `gif`, `heic`, `animated`: pictures that can't be sent as such
 * - `too-many-pixels`: would take more memory than a picture may
 * - `broken`: not well formed, or the browser can't decode it
 * - `not-clean`: what was made still has something in it that is not the picture itself; a fault worth telling
 * - `turned-here`, `cover-here`: this browser protects its canvas and gives no pixels otherwise, so the picture can't be turned
 *   or made smaller, or parts of it can't be covered
 * - `no-server`: no answer; trying again goes on where it stopped
 * - `refused`: by the server, with its reason in `detail` (`quota`, `expired`, ...)
 * - `gone`: not at the server any more
 * - `corrupt`: not what its sender sealed
 * - `storage`: this device has no room
 * - `cancelled`: by whoever asked
 * - `failed`: a fault of ours
 */
export type FileFault =
  | 'empty'
  | 'too-large'
  | 'kind'
  | 'gif'
  | 'heic'
  | 'animated'
  | 'too-many-pixels'
  | 'broken'
  | 'not-clean'
  | 'turned-here'
  | 'cover-here'
  | 'no-server'
  | 'refused'
  | 'gone'
  | 'corrupt'
  | 'storage'
  | 'cancelled'
  | 'failed';

export interface Failure {
  readonly ok: false;
  readonly fault: FileFault;
  readonly detail?: string;
}

/** Something that a person should be told of a picture before it is sent. */
export type Notice =
  /** Only the first picture of an animation is sent. */
  | 'still'
  /** The name's ending says another kind than the bytes. */
  | 'wrong-ending'
  /** No small preview could be made. */
  | 'no-thumbnail'
  /** This browser can't encode it anew: everything but the picture was taken away, but its coding is still the camera's. */
  | 'not-re-encoded';

/** A part of a picture, in fractions of its upright width and height: 0 to 1. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ImageChoices {
  /** At most 64. */
  readonly redactions?: readonly Area[];
  /** `cover`: the areas are filled. `keep`: everything but the areas is filled. */
  readonly mode?: 'cover' | 'keep';
  /** Of the longer side, 64 to 4096 pixels. */
  readonly maxSide?: number;
}

/** What is sent if nothing else is done: its bytes, and what the message will say of it. */
export interface Prepared {
  readonly ok: true;
  readonly blob: Blob;
  readonly name: string;
  readonly mediaType: string;
  /** Pixels, or 0. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds, or 0. */
  readonly duration: number;
  readonly thumbnail: Uint8Array<ArrayBuffer>;
  readonly notices: readonly Notice[];
}

export type Preparation = Prepared | Failure;

/** What a picture is before anything is decoded. */
export interface Looked {
  readonly ok: true;
  readonly kind: 'jpeg' | 'png' | 'webp';
  /** Upright, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** 0 to 1. */
export type Progress = (fraction: number) => void;

export interface Going {
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/** Who may write a blob: the answer of the server to OpenBlob, which goes over the core's connection. */
export type OpenBlob = (blob: {
  readonly id: string;
  readonly size: number;
  readonly readHash: string;
}) => Promise<{ readonly token: string } | { readonly refused: string }>;

/** `pointer` is the message's name for the file: canonical FilePointer bytes in hex, as the core's acts take it. */
export type Uploaded = { readonly ok: true; readonly pointer: string } | Failure;

/** `release` forgets the bytes: those of a large file a minute later, for a browser that was just told to save it. */
export type Downloaded =
  | {
      readonly ok: true;
      readonly blob: Blob;
      readonly name: string;
      readonly mediaType: string;
      release(): void;
    }
  | Failure;
