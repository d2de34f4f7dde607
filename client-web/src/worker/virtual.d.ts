/** Where the build has put the compiled core, and the hashes of its files. */
declare module 'virtual:engine' {
  export const base: string;
  export const integrity: Readonly<Record<string, string>>;
}
