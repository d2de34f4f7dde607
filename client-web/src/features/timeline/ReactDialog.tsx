import { useState } from 'preact/hooks';
import { react } from '../../core/acts';
import type { MessageItem } from '../../core/view';
import { t, tFor } from '../../i18n/talk';
import { EmojiGrid } from '../../parts/EmojiGrid';
import { Fault } from '../../parts/Fault';
import { Dialog } from '../../ui/Dialog';

interface ReactDialogProps {
  readonly channel: string;
  readonly item: MessageItem;
  readonly onClose: () => void;
}

/** One sign a person and message; choosing the same again takes it back. */
export function ReactDialog({ channel, item, onClose }: ReactDialogProps) {
  const [fault, setFault] = useState<string | null>(null);
  const mine = item.reactions.find((reaction) => reaction.mine)?.emoji;
  const pick = async (emoji: string) => {
    const outcome = await react(channel, item.id, emoji === mine ? '' : emoji);
    if (outcome === '') onClose();
    else setFault(tFor('error', outcome, 'error-unknown'));
  };
  return (
    <Dialog title={t('react')} closeLabel={t('close')} onClose={onClose}>
      <Fault text={fault} />
      <EmojiGrid chosen={mine} onPick={(emoji) => void pick(emoji)} />
    </Dialog>
  );
}
