import { t } from '../../i18n/t';
import { Banner } from '../../ui/Banner';

const limits = [
  'about-limit-code',
  'about-limit-device',
  'about-limit-copies',
  'about-limit-members',
  'about-limit-operator',
  'about-limit-first',
] as const;

/** What this protects, and what it can't. */
export function About() {
  return (
    <div class="pane-body stack measure">
      <p>{t('about-what')}</p>
      <p>{t('about-how')}</p>
      <section class="stack-small">
        <h2>{t('about-limits')}</h2>
        <ul class="bullets">
          {limits.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </section>
      <Banner kind="caution" title={t('check-audit')}>
        {t('about-signal')}
      </Banner>
      <p class="quiet small">{t('about-licence')}</p>
    </div>
  );
}
