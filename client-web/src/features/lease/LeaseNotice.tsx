import { isSteward, serverNow, view } from '../../core/group';
import { momentWords } from '../../i18n/times';
import { t } from '../../i18n/t';
import { nameList, nameOf } from '../../parts/names';
import { goSide } from '../../platform/places';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';

/** How long it is still known that the server hides nothing, once that is worth a word; and who is missing. */
export function LeaseNotice() {
  const lease = view.value?.lease;
  if (lease === undefined || lease === null) return null;
  const { state, until, missing, absent, goingOn, more } = lease;
  const names = nameList(missing);
  const key = state === 'lapsed' && goingOn ? 'going-on' : state;
  return (
    <>
      {key === 'fresh' ? null : (
        <Banner kind="caution" title={t(`lease-${key}-title`)}>
          <p>{t(`lease-${key}-what`, { when: momentWords(until, serverNow()) })}</p>
          {missing.length === 0 ? null : <p>{t('lease-missing', { names })}</p>}
          {isSteward.value ? <p>{t('lease-admins')}</p> : null}
        </Banner>
      )}
      {absent.length > 0 ? (
        <Banner
          kind="caution"
          title={t('lease-absent', { names: nameList(absent) })}
          actions={
            isSteward.value
              ? absent.map((id) => (
                  <Button key={id} onClick={() => goSide({ at: 'person', id })}>
                    {t('lease-see', { name: nameOf(id) })}
                  </Button>
                ))
              : undefined
          }
        >
          {t('lease-absent-what')}
        </Banner>
      ) : null}
      {more ? (
        <Banner kind="caution" title={t('lease-more')}>
          {t('lease-more-what')}
        </Banner>
      ) : null}
    </>
  );
}
