import { block } from '../../core/acts';
import { view } from '../../core/group';
import { t } from '../../i18n/talk';
import { memberName } from '../../parts/names';
import { choices, choose, enterSends } from '../../platform/choices';
import { Button } from '../../ui/Button';
import { Checkbox, RadioGroup } from '../../ui/Choices';
import { Select } from '../../ui/Select';
import { toast } from '../../ui/toast';

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));

/** How one writes, when this page may draw attention, and whom one does not want to hear. */
export function Talking() {
  const { notify, quietFrom, quietTo } = choices.value;
  const ask = async (on: boolean) => {
    if (!on) return choose({ notify: false });
    const answer = 'Notification' in globalThis ? await Notification.requestPermission() : 'denied';
    if (answer === 'granted') choose({ notify: true });
    else toast(t('notify-denied'));
  };
  return (
    <>
      <section class="stack-close">
        <h2>{t('writing-title')}</h2>
        <RadioGroup<string>
          label={t('enter-label')}
          value={enterSends() ? 'send' : 'line'}
          onValue={(value) => choose({ enterSends: value === 'send' })}
          choices={[
            { value: 'send', label: t('enter-send'), note: t('enter-send-note') },
            { value: 'line', label: t('enter-line'), note: t('enter-line-note') },
          ]}
        />
      </section>
      <section class="stack-close">
        <h2>{t('notify-title')}</h2>
        <p class="quiet">{t('notify-what')}</p>
        <Checkbox checked={notify} onChecked={(on) => void ask(on)}>
          {t('notify-on')}
        </Checkbox>
        {notify ? (
          <div class="quiet-hours">
            <Select
              label={t('quiet-from')}
              value={String(quietFrom)}
              onValue={(hour) => choose({ quietFrom: Number(hour) })}
              choices={HOURS}
            />
            <Select
              label={t('quiet-to')}
              value={String(quietTo)}
              onValue={(hour) => choose({ quietTo: Number(hour) })}
              choices={HOURS}
            />
          </div>
        ) : null}
        {notify && quietFrom === quietTo ? <p class="quiet small">{t('quiet-none')}</p> : null}
      </section>
      <Blocked />
    </>
  );
}

function Blocked() {
  const members = (view.value?.members ?? []).filter((member) => member.blocked);
  if (members.length === 0) return null;
  return (
    <section class="stack-close">
      <h2>{t('blocked-title')}</h2>
      <p class="quiet">{t('block-note')}</p>
      <ul class="stack-close">
        {members.map((member) => (
          <li key={member.id} class="row">
            <Button onClick={() => void block(member.id, false)}>
              {t('unblock', { name: memberName(member) })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
