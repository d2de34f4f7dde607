import { t } from './t';

/** The words of a confirmation in which `word` has to be typed. */
export const typedWords = (title: string, confirm: string, word: string) => ({
  title,
  type: t('wipe-type', { word }),
  word,
  confirm,
  cancel: t('cancel'),
  close: t('close'),
});
