import '../../parts/talk.css';
import { useState } from 'preact/hooks';
import { block, report } from '../../core/acts';
import type { Channel, MessageItem } from '../../core/view';
import { t } from '../../i18n/talk';
import { ActDialog } from '../../parts/ActDialog';
import { excerpt } from '../../parts/rich/plain';
import { Banner } from '../../ui/Banner';
import { Checkbox } from '../../ui/Choices';
import { TextField } from '../../ui/Field';
import { toast } from '../../ui/toast';
import { authorOf, contentWords } from './spoken';

const LONGEST = 1000;

interface ReportDialogProps {
  readonly channel: Channel;
  readonly item: MessageItem;
  readonly onClose: () => void;
}

/** Tells the group's own admins about a message. Nobody else learns of it, its author neither. */
export function ReportDialog({ channel, item, onClose }: ReportDialogProps) {
  const [text, setText] = useState('');
  const [blocking, setBlocking] = useState(false);
  const name = authorOf(item);
  return (
    <ActDialog
      title={t('report-title', { name })}
      confirm={t('report-do')}
      onClose={onClose}
      onDone={() => {
        toast(t('report-done'));
        if (blocking) void block(item.author, true);
      }}
      act={() => report(channel.id, [item.id], text.trim())}
    >
      <blockquote class="dialog-quote">
        <bdi>{name}</bdi>: <bdi>{excerpt(contentWords(item))}</bdi>
      </blockquote>
      <p>{t('report-what')}</p>
      {channel.kind === 'direct' ? <Banner kind="caution">{t('report-direct')}</Banner> : null}
      <TextField label={t('report-why')} value={text} onValue={setText} maxLength={LONGEST} lines={3} />
      <Checkbox checked={blocking} onChecked={setBlocking}>
        {t('block-too', { name })}
        <span class="choice-note">{t('block-note')}</span>
      </Checkbox>
    </ActDialog>
  );
}
