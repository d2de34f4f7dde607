import { t } from '../../i18n/t';
import { Banner } from '../../ui/Banner';
import { Sheet } from '../../ui/Sheet';

/** Nothing on this device and no link: what this is, and what one needs. */
export function Start() {
  return (
    <Sheet title={t('start-title')}>
      <p>{t('start-what')}</p>
      <p>{t('start-need')}</p>
      <Banner>{t('honest-web')}</Banner>
    </Sheet>
  );
}
