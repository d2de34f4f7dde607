import { perform, view } from '../../core/group';
import type { MessageItem } from '../../core/view';
import { clockTime, fullTime, momentWords } from '../../i18n/times';
import { t, tFor } from '../../i18n/talk';
import { nameOf } from '../../parts/names';
import { Rich } from '../../parts/rich/Rich';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Attachments } from './Attachments';
import { Once } from './Once';
import { PollView } from './PollView';
import { Reactions } from './Reactions';
import { deletedWords, quoteWords } from './spoken';
import type { MessageActs } from './use-message-acts';

interface MessageProps {
  readonly item: MessageItem;
  readonly channel: string;
  readonly opensGroup: boolean;
  readonly acts: MessageActs;
}

export function Message({ item, channel, opensGroup, acts }: MessageProps) {
  const name = item.name ?? t('someone');
  return (
    <>
      <div class="item-margin">
        {opensGroup ? (
          <Avatar id={item.author} name={item.name ?? ''} />
        ) : (
          <span class="item-time quiet">{clockTime(item.sent)}</span>
        )}
      </div>
      <div class="item-body">
        {opensGroup ? (
          <p class="item-head">
            <bdi class="item-author">{name}</bdi>
            {item.me ? <span class="quiet small">{t('you-mark')}</span> : null}
            <time
              class="quiet small"
              dateTime={new Date(item.sent).toISOString()}
              title={fullTime(item.sent)}
            >
              {clockTime(item.sent)}
            </time>
          </p>
        ) : null}
        {item.gap ? (
          <p class="item-state quiet small">
            <Icon name="info" />
            {t('gap-before')}
          </p>
        ) : null}
        {item.deleted === null ? (
          <Content item={item} channel={channel} acts={acts} />
        ) : (
          <p class="item-deleted quiet">
            <Icon name="bin" />
            {deletedWords(item)}
          </p>
        )}
        {item.unleased ? (
          <p class="item-state quiet small">
            <Icon name="info" />
            {t('item-unleased')}
          </p>
        ) : null}
        <MessageState item={item} />
      </div>
      {item.expiry > 0 ? (
        <span
          class="item-timer quiet"
          title={t('item-expires', { when: momentWords(item.expiry, Date.now()) })}
        >
          <Icon name="timer" />
        </span>
      ) : null}
    </>
  );
}

function Content({ item, channel, acts }: Omit<MessageProps, 'opensGroup'>) {
  const names = [...item.mentions.map(writtenName), ...(item.mentionsEveryone ? [t('everyone')] : [])];
  return (
    <>
      {item.pinned ? (
        <p class="item-state quiet small">
          <Icon name="pin" />
          {t('pinned')}
        </p>
      ) : null}
      {item.replyTo === null ? null : (
        <button type="button" class="quote" tabIndex={-1} onClick={() => acts.toQuoted(item)}>
          <Icon name="reply" />
          <span class="quote-text">
            <bdi class="quote-name">{item.replyTo.name ?? t('someone')}</bdi>{' '}
            <bdi>{quoteWords(item.replyTo.text)}</bdi>
          </span>
        </button>
      )}
      {item.viewOnce ? (
        <Once item={item} channel={channel} />
      ) : item.text === '' ? null : (
        <Rich text={item.text} names={names} me={view.value?.me.name ?? ''} />
      )}
      {item.edited ? (
        <button type="button" class="item-edited quiet small" tabIndex={-1} onClick={() => acts.info(item)}>
          {t('edited')}
        </button>
      ) : null}
      {item.files.length === 0 ? null : <Attachments files={item.files} />}
      {item.poll === null ? null : <PollView item={item} poll={item.poll} channel={channel} />}
      {item.reactions.length === 0 ? null : <Reactions item={item} acts={acts} />}
      {item.thread === null || item.thread === acts.inThread ? null : (
        <button type="button" class="item-thread small" tabIndex={-1} onClick={() => acts.thread(item)}>
          <Icon name="thread" />
          {t('thread-in')}
        </button>
      )}
      {item.threadCount === 0 || acts.inThread !== null ? null : (
        <button type="button" class="item-thread small" tabIndex={-1} onClick={() => acts.thread(item)}>
          <Icon name="thread" />
          {t('thread-count', { count: item.threadCount })}
        </button>
      )}
    </>
  );
}

/** Names as they are written in messages: also one's own. */
const writtenName = (id: string): string => (id === view.value?.me.member ? view.value.me.name : nameOf(id));

/** What became of a message, where there is something to say. */
function MessageState({ item }: { readonly item: MessageItem }) {
  if (item.state === 'failed') {
    return (
      <div class="item-failed">
        <p>{t('failed-why', { why: tFor('error', item.reason ?? '', 'error-unknown') })}</p>
        <div class="row">
          <Button onClick={() => void perform((core) => core.retry(item.id))}>{t('retry')}</Button>
          <Button kind="danger" onClick={() => void perform((core) => core.discard(item.id))}>
            {t('delete-message')}
          </Button>
        </div>
      </div>
    );
  }
  if (item.state !== 'queued' && item.state !== 'unconfirmed') return null;
  return (
    <p class="item-state quiet small">
      <Icon name="clock" />
      {t(`state-${item.state}`)}
    </p>
  );
}
