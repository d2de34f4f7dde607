import { newHere, view } from '../core/group';
import { AlertNotices } from '../features/devices/AlertNotices';
import { LeaseNotice } from '../features/lease/LeaseNotice';
import { SuccessionNotice } from '../features/succession/SuccessionNotice';
import { roughDuration } from '../i18n/times';
import { t } from '../i18n/t';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { useSlow } from '../ui/useSlow';

/** What a person should know about the connection and the clock, above the list of channels. */
export function Notices() {
  const now = view.value;
  const away = useSlow(now?.connection !== 'online');
  if (now === null) return null;
  return (
    <div class="notices">
      {newHere.value ? (
        <Banner
          title={t('welcome-title')}
          actions={<Button onClick={() => (newHere.value = false)}>{t('welcome-seen')}</Button>}
        >
          {t('welcome-what')}
        </Banner>
      ) : null}
      {now.group.origin !== '' && now.group.origin !== location.origin ? (
        <Banner kind="caution" title={t('moved-title')}>
          {t('moved-what', { server: now.group.origin })}
        </Banner>
      ) : null}
      <AlertNotices />
      <LeaseNotice />
      <SuccessionNotice />
      {away && now.connection !== 'online' ? (
        <Banner title={t('offline-title')}>
          {now.queue > 0 ? t('offline-queued', { count: now.queue }) : t('offline-what')}
        </Banner>
      ) : null}
      {now.clock.wrong ? (
        <Banner kind="caution" title={t('clock-title')}>
          {t('clock-wrong', { off: roughDuration(now.clock.offsetMs) })}
        </Banner>
      ) : null}
    </div>
  );
}
