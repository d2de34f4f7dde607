import { t } from '../i18n/t';
import { Banner } from '../ui/Banner';

/** Says before an act that it takes more than one admin. Nothing where one is enough. */
export function Voices({ needed }: { readonly needed: number }) {
  return needed <= 1 ? null : <Banner>{t('voices-needed', { count: needed - 1 })}</Banner>;
}
