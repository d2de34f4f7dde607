import { useState } from 'preact/hooks';
import { chooseRequest } from '../../core/acts';
import type { JoinRequest } from '../../core/view';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { SafetyNumber } from '../../ui/SafetyNumber';

/** Two requests by one link: a person tells them apart by their numbers, over another channel. */
export function Alarm({ request }: { readonly request: JoinRequest }) {
  const [right, setRight] = useState<string | null>(null);
  const both = [
    { id: request.id, name: request.name, safetyNumber: request.safetyNumber },
    ...(request.other === null ? [] : [request.other]),
  ];
  return (
    <section class="stack" aria-label={t('request-alarm')}>
      <Banner kind="danger" title={t('request-alarm')}>
        {t('request-alarm-what')}
      </Banner>
      {both.map(({ id, name, safetyNumber }, at) => (
        <div key={id} class="card">
          <h3>
            {t(at === 0 ? 'alarm-this' : 'alarm-other')}: <bdi>{name}</bdi>
          </h3>
          <SafetyNumber digits={safetyNumber} label={t('alarm-number', { name })} />
          <div class="row">
            <Button onClick={() => setRight(id)}>
              {t(at === 0 ? 'alarm-choose-this' : 'alarm-choose-other')}
            </Button>
          </div>
        </div>
      ))}
      {right === null ? null : (
        <ActDialog
          title={t('alarm-title')}
          confirm={t(right === request.id ? 'alarm-choose-this' : 'alarm-choose-other')}
          onClose={() => setRight(null)}
          act={() => chooseRequest(right)}
        >
          <p>{t('alarm-what')}</p>
        </ActDialog>
      )}
    </section>
  );
}
