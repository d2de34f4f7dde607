/**
 * What the thread that writes opened files to the disk is told, each with the name of the file; it answers in the same
 * order with whether it was done.
 */
export type ToWriter =
  | { readonly is: 'begin'; readonly name: string; readonly size: number }
  | {
      readonly is: 'piece';
      readonly name: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly at: number;
    }
  | { readonly is: 'end'; readonly name: string };
