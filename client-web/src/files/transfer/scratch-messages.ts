/** What the thread that writes an opened file to the disk is told, and answers in the same order with whether it was done. */
export type ToWriter =
  | { readonly is: 'begin'; readonly name: string; readonly size: number }
  | { readonly is: 'piece'; readonly bytes: Uint8Array<ArrayBuffer>; readonly at: number }
  | { readonly is: 'end' };
