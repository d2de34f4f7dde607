import { useState } from 'preact/hooks';
import { decline } from '../../core/acts';
import type { JoinRequest } from '../../core/view';
import { relativeTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { Checkbox } from '../../ui/Choices';
import { TextField } from '../../ui/Field';
import { toast } from '../../ui/toast';

/** For spam: several are declined at once, after their number has been typed. Nobody is told a reason. */
export function BulkDecline(props: {
  readonly requests: readonly JoinRequest[];
  readonly onClose: () => void;
}) {
  const open = props.requests.filter((request) => request.state === 'open');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const count = chosen.length;
  const right = count > 0 && typed.trim() === String(count);
  const declineAll = async (): Promise<string> => {
    for (const id of chosen) {
      const outcome = await decline(id, '', 'private');
      // One that somebody else decided meanwhile is as good as declined.
      if (outcome !== '' && outcome !== 'no-such' && outcome !== 'already-decided') return outcome;
    }
    return '';
  };
  return (
    <ActDialog
      title={t('bulk-title')}
      confirm={t('bulk-do', { count })}
      kind="danger"
      onClose={props.onClose}
      onDone={() => toast(t('bulk-done', { count }))}
      act={() => {
        setTried(true);
        return right ? declineAll() : null;
      }}
    >
      <p>{t('bulk-what')}</p>
      <fieldset class="choices">
        <legend>{t('bulk-which')}</legend>
        {open.map((request) => (
          <Checkbox
            key={request.id}
            checked={chosen.includes(request.id)}
            onChecked={(on) =>
              setChosen(on ? [...chosen, request.id] : chosen.filter((id) => id !== request.id))
            }
          >
            <bdi>{request.name}</bdi>
            <span class="choice-note">{relativeTime(request.at, Date.now())}</span>
          </Checkbox>
        ))}
      </fieldset>
      <TextField
        label={t('bulk-type')}
        value={typed}
        onValue={setTyped}
        error={tried && !right ? t(count === 0 ? 'choose-one' : 'bulk-wrong', { count }) : null}
      />
    </ActDialog>
  );
}
