import type { MessageItem } from '../../core/view';
import { t } from '../../i18n/talk';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { menuBelow } from '../../ui/Menu';
import type { MessageActs } from './use-message-acts';

/** What is done most, beside the message; all else is behind "More". */
export function Tools({ item, acts }: { readonly item: MessageItem; readonly acts: MessageActs }) {
  const settled = item.state === 'sent' || item.state === 'received';
  return (
    <div class="item-tools" role="toolbar" aria-label={t('tools')}>
      {settled && acts.mayWrite ? (
        <>
          <Button kind="plain" label={t('react')} onClick={() => acts.react(item)} tabIndex={-1}>
            <Icon name="smile" />
          </Button>
          <Button kind="plain" label={t('reply')} onClick={() => acts.reply(item)} tabIndex={-1}>
            <Icon name="reply" />
          </Button>
        </>
      ) : null}
      <Button
        kind="plain"
        label={t('more')}
        tabIndex={-1}
        onClick={(event) => acts.menu(item, menuBelow(event.currentTarget as Element))}
      >
        <Icon name="more" />
      </Button>
    </div>
  );
}
