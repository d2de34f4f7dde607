import { useState } from 'preact/hooks';
import { endorse } from '../../core/acts';
import { isSteward, view } from '../../core/group';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { activeMembers } from '../../parts/names';
import { PeoplePicker } from '../../parts/PeoplePicker';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/toast';

const FEWEST = 2;

/** Where no admin has been heard of for long, members can choose new ones. Shown only then, and not to admins. */
export function Succession() {
  const [asking, setAsking] = useState(false);
  const [people, setPeople] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const lease = view.value?.lease;
  if (
    lease === undefined ||
    lease === null ||
    isSteward.value ||
    (lease.state !== 'lapsed' && lease.absent.length === 0)
  ) {
    return null;
  }
  return (
    <section class="stack-close">
      <h2>{t('succession')}</h2>
      <p>{t('succession-short')}</p>
      <div class="row">
        <Button onClick={() => setAsking(true)}>{t('succession-do')}</Button>
      </div>
      {asking ? (
        <ActDialog
          title={t('succession-do')}
          confirm={t('succession-sign')}
          kind="danger"
          onClose={() => setAsking(false)}
          act={() => {
            setTried(true);
            return people.length < FEWEST ? null : endorse(people);
          }}
          onDone={() => toast(t('done'))}
        >
          <p>{t('succession-what')}</p>
          <PeoplePicker
            label={t('succession-who')}
            people={activeMembers().filter((member) => member.role === 'member')}
            chosen={people}
            onChosen={setPeople}
            error={tried && people.length < FEWEST ? t('succession-two') : null}
          />
        </ActDialog>
      ) : null}
    </section>
  );
}
