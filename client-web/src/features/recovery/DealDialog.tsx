import { useState } from 'preact/hooks';
import { dealShares } from '../../core/acts';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { activeMembers } from '../../parts/names';
import { PeoplePicker } from '../../parts/PeoplePicker';
import { RadioGroup } from '../../ui/Choices';
import { toast } from '../../ui/toast';

const FEWEST = 3;
const MOST = 8;

/** Three to eight people, and how many of them it takes. */
export function DealDialog({ onClose }: { readonly onClose: () => void }) {
  const [people, setPeople] = useState<readonly string[]>([]);
  const [needed, setNeeded] = useState(2);
  const [tried, setTried] = useState(false);
  const right = people.length >= FEWEST && people.length <= MOST && needed <= people.length;
  const most = Math.max(2, Math.min(MOST, people.length));
  return (
    <ActDialog
      title={t('shares-deal')}
      confirm={t('shares-deal-do')}
      onClose={onClose}
      act={() => {
        setTried(true);
        return right ? dealShares(people, needed) : null;
      }}
      onDone={() => toast(t('done'))}
    >
      <p>{t('shares-what')}</p>
      <PeoplePicker
        label={t('shares-who')}
        hint={t('shares-who-hint')}
        people={activeMembers().filter((member) => !member.me)}
        chosen={people}
        onChosen={setPeople}
        error={tried && !right ? t('shares-who-wrong') : null}
      />
      <RadioGroup
        label={t('shares-needed')}
        value={needed}
        onValue={setNeeded}
        choices={Array.from({ length: most - 1 }, (_, at) => ({
          value: at + 2,
          label: t('shares-needed-of', { needed: at + 2, count: Math.max(people.length, at + 2) }),
        }))}
      />
    </ActDialog>
  );
}
