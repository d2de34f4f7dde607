import type { Bytes } from './format/bytes';
import type { Failure, ImageChoices, Looked, Prepared, Uploaded } from './types';

export type PreparedParts = Prepared;

/** What the worker does, by number of the job. */
export interface FilesApi {
  lookAt(file: Blob): Promise<Looked | Failure>;
  prepareImage(job: number, file: Blob, name: string, choices: ImageChoices): Promise<Prepared | Failure>;
  prepareVoice(job: number, recorded: Blob): Promise<Prepared | Failure>;
  prepareFile(file: Blob, name: string): Promise<Prepared | Failure>;
  /** Chooses id and key; says what is to be asked of the server. */
  beginUpload(
    job: number,
    prepared: Prepared,
    alt: string,
  ): Promise<
    { readonly ok: true; readonly id: string; readonly size: number; readonly readHash: string } | Failure
  >;
  upload(job: number, token: string): Promise<Uploaded>;
  download(
    job: number,
    pointer: string,
  ): Promise<
    | {
        readonly ok: true;
        readonly blob: Blob;
        readonly name: string;
        readonly mediaType: string;
        readonly scratch: string | null;
      }
    | Failure
  >;
  thumbnail(bytes: Bytes): Promise<{ readonly ok: true; readonly blob: Blob } | Failure>;
  release(scratch: string): Promise<void>;
  cancel(job: number): Promise<void>;
  [name: string]: (...args: never[]) => Promise<unknown>;
}

export interface FilesEvents {
  progressed(job: number, fraction: number): void;
}
