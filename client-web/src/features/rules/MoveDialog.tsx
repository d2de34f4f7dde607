import { useState } from 'preact/hooks';
import { moveServer } from '../../core/acts';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { Voices } from '../../parts/Voices';
import { TextField } from '../../ui/Field';
import { toast } from '../../ui/toast';

const origin = (text: string): string | null => {
  try {
    const url = new URL(text.trim());
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : null;
  } catch {
    return null;
  }
};

/** To another server, to which whoever runs it has copied the group. */
export function MoveDialog({ voices, onClose }: { readonly voices: number; readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const to = origin(text);
  return (
    <ActDialog
      title={t('move')}
      confirm={t('move-do')}
      kind="danger"
      onClose={onClose}
      act={() => {
        setTried(true);
        return to === null ? null : moveServer(to);
      }}
      onDone={() => toast(t(voices > 1 ? 'asked-others' : 'done'))}
    >
      <p>{t('move-what')}</p>
      <TextField
        label={t('server-address')}
        hint={t('server-address-hint')}
        value={text}
        onValue={setText}
        spellcheck={false}
        error={tried && to === null ? t('server-address-wrong') : null}
      />
      <Voices needed={voices} />
    </ActDialog>
  );
}
