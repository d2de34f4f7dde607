import { useState } from 'preact/hooks';
import { poll } from '../../core/acts';
import { serverNow } from '../../core/group';
import type { Channel } from '../../core/view';
import { durationWords } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { ActDialog } from '../../parts/ActDialog';
import { spoken } from '../../parts/talk';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Choices';
import { TextField } from '../../ui/Field';
import { Select } from '../../ui/Select';

const FEWEST = 2;
const MOST = 10;
const LONGEST = 200;
const ENDS = [0, 3600, 86_400, 604_800] as const;

export function PollDialog({
  channel,
  onClose,
}: {
  readonly channel: Channel;
  readonly onClose: () => void;
}) {
  const [question, setQuestion] = useState('');
  const [options, setOptions] = useState<readonly string[]>(['', '']);
  const [multiple, setMultiple] = useState(false);
  const [ends, setEnds] = useState('0');
  const [tried, setTried] = useState(false);
  const filled = options.map((option) => option.trim()).filter((option) => option !== '');
  const different = new Set(filled).size === filled.length;
  const act = () => {
    setTried(true);
    if (question.trim() === '' || filled.length < FEWEST || !different) return null;
    const closes = ends === '0' ? 0 : Math.round(serverNow()) + Number(ends) * 1000;
    return spoken(poll(channel.id, question.trim(), filled, multiple, closes));
  };
  const set = (at: number, value: string) =>
    setOptions(options.map((option, index) => (index === at ? value.replaceAll('\n', ' ') : option)));
  return (
    <ActDialog title={t('poll-new')} confirm={t('poll-ask')} onClose={onClose} act={act}>
      <TextField
        label={t('poll-question')}
        value={question}
        onValue={setQuestion}
        maxLength={LONGEST}
        error={tried && question.trim() === '' ? t('field-empty') : null}
        autoFocus
      />
      {options.map((option, at) => (
        <TextField
          key={at}
          label={t('poll-answer', { number: at + 1 })}
          value={option}
          onValue={(value) => set(at, value)}
          maxLength={100}
          error={
            tried && at < FEWEST && option.trim() === ''
              ? t('field-empty')
              : tried && !different && filled.indexOf(option.trim()) !== filled.lastIndexOf(option.trim())
                ? t('poll-same')
                : null
          }
        />
      ))}
      {options.length < MOST ? (
        <div class="row">
          <Button onClick={() => setOptions([...options, ''])}>{t('poll-more')}</Button>
        </div>
      ) : null}
      <Checkbox checked={multiple} onChecked={setMultiple}>
        {t('poll-several-allowed')}
      </Checkbox>
      <Select
        label={t('poll-ends')}
        value={ends}
        onValue={setEnds}
        choices={ENDS.map((seconds) => ({
          value: String(seconds),
          label:
            seconds === 0 ? t('poll-ends-never') : t('poll-ends-after', { duration: durationWords(seconds) }),
        }))}
      />
      <p class="quiet small">{t('poll-honest')}</p>
    </ActDialog>
  );
}
