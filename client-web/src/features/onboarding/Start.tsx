import { startAs } from '../../core/life';
import { t } from '../../i18n/t';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';

/** Nothing on this device and no link: what this is, what one needs, and the two ways in without an invite. */
export function Start() {
  return (
    <Sheet title={t('start-title')}>
      <p>{t('start-what')}</p>
      <p>{t('start-need')}</p>
      <section class="stack-close">
        <h2>{t('start-member')}</h2>
        <div class="row">
          <Button onClick={() => startAs('link')}>{t('start-link')}</Button>
          <Button onClick={() => startAs('recover')}>{t('start-recover')}</Button>
        </div>
      </section>
      <Banner>{t('honest-web')}</Banner>
    </Sheet>
  );
}
