import { serverNow, view } from '../../core/group';
import { agoWords } from '../../i18n/times';
import { t } from '../../i18n/t';
import { goMain, place } from '../../platform/places';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';

/** Once the admins have said nothing for days, or members have named others. */
export function SuccessionNotice() {
  const state = view.value?.succession ?? null;
  if (state === null || place.value.main?.at === 'succession') return null;
  return (
    <Banner
      kind="caution"
      title={t(state.choices.length > 0 ? 'succession-asked-title' : 'succession-silent-title')}
      actions={<Button onClick={() => goMain({ at: 'succession' })}>{t('succession-see')}</Button>}
    >
      {state.heard === 0
        ? t('succession-heard-never')
        : t('succession-silent', { ago: agoWords(state.heard, serverNow()) })}
    </Banner>
  );
}
