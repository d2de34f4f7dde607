import '../../parts/talk.css';
import { useState } from 'preact/hooks';
import { deleteForAll, deleteForMe } from '../../core/acts';
import { isSteward, perform, view } from '../../core/group';
import type { Channel, MessageItem } from '../../core/view';
import { t } from '../../i18n/talk';
import { ActDialog } from '../../parts/ActDialog';
import { excerpt } from '../../parts/rich/plain';
import { RadioGroup } from '../../ui/Choices';
import { TextField } from '../../ui/Field';
import { authorOf, contentWords } from './spoken';

type Whom = 'me' | 'all';
const LONGEST_REASON = 200;

/** An admin's word counts where the message was; keepers' where others don't know of the channel. */
function mayForAll(channel: Channel, item: MessageItem): boolean {
  if (item.deleted !== null || (item.state !== 'sent' && item.state !== 'received')) return false;
  if (item.me) return true;
  if (channel.kind === 'direct') return false;
  return channel.kind === 'need-to-know'
    ? channel.keepers.includes(view.value?.me.member ?? '')
    : isSteward.value;
}

export function DeleteDialog({
  channel,
  item,
  onClose,
}: {
  readonly channel: Channel;
  readonly item: MessageItem;
  readonly onClose: () => void;
}) {
  const forAll = mayForAll(channel, item);
  const [whom, setWhom] = useState<Whom>(forAll && item.me ? 'all' : 'me');
  const [reason, setReason] = useState('');
  const unsent = item.state === 'failed' || item.state === 'queued';
  const act = () => {
    if (unsent) return perform((core) => core.discard(item.id));
    return whom === 'all'
      ? deleteForAll(channel.id, [item.id], reason.trim())
      : deleteForMe(channel.id, [item.id]);
  };
  return (
    <ActDialog
      title={t('delete-title-message')}
      confirm={t(unsent ? 'delete' : whom === 'all' ? 'delete-all' : 'delete-me')}
      kind="danger"
      onClose={onClose}
      act={act}
    >
      <blockquote class="dialog-quote">
        <bdi>{authorOf(item)}</bdi>: <bdi>{excerpt(contentWords(item))}</bdi>
      </blockquote>
      {unsent ? null : forAll ? (
        <RadioGroup<Whom>
          label={t('delete-whom')}
          value={whom}
          onValue={setWhom}
          choices={[
            { value: 'all', label: t('delete-all'), note: t('delete-all-note') },
            { value: 'me', label: t('delete-me'), note: t('delete-me-note') },
          ]}
        />
      ) : (
        <p>{t('delete-me-note')}</p>
      )}
      {whom === 'all' && !item.me ? (
        <TextField
          label={t('delete-reason')}
          hint={t('delete-reason-hint')}
          value={reason}
          onValue={setReason}
          maxLength={LONGEST_REASON}
        />
      ) : null}
    </ActDialog>
  );
}
