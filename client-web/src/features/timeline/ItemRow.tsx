import { perform } from '../../core/group';
import { itemTime, type MessageItem, type SystemItem } from '../../core/view';
import { clockTime, durationWords, fullTime, momentWords } from '../../i18n/times';
import { t, tFor } from '../../i18n/t';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { GapItem, ShownItem } from './group-items';

interface ItemRowProps {
  readonly item: ShownItem;
  /** The author's name stands above it. */
  readonly opensGroup: boolean;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

export function ItemRow({ item, opensGroup, tabIndex, onFocus }: ItemRowProps) {
  return (
    // An article takes focus, so that a reader goes through the list item by item.
    <article
      class={`item item-${item.kind}${opensGroup ? ' item-opens' : ''}`}
      data-item={item.id}

      tabIndex={tabIndex}
      onFocus={onFocus}
      aria-label={spoken(item)}
    >
      {item.kind === 'message' ? (
        <Message item={item} opensGroup={opensGroup} />
      ) : (
        <p class="item-aside">{item.kind === 'system' ? system(item) : <Closed item={item} />}</p>
      )}
    </article>
  );
}

function spoken(item: ShownItem): string {
  if (item.kind === 'system') return system(item);
  if (item.kind !== 'message') return closedWords(item);
  const words = [
    t('item-spoken', {
      name: item.me ? t('you') : (item.name ?? t('someone')),
      text: item.text,
      time: clockTime(item.sent),
    }),
  ];
  if (item.me && item.state !== 'received') words.push(t(`state-${item.state}`));
  if (item.unleased) words.push(t('item-unleased'));
  if (item.expiry > 0) words.push(t('item-expires', { when: momentWords(item.expiry, Date.now()) }));
  return words.join(', ');
}

function Message({ item, opensGroup }: { readonly item: MessageItem; readonly opensGroup: boolean }) {
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
        <p class="item-text" dir="auto">
          {item.text}
        </p>
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

type ClosedItem = Exclude<ShownItem, MessageItem | SystemItem>;

function gapWords({ gap }: GapItem): string {
  const times = { from: fullTime(gap.from), to: fullTime(gap.to) };
  return t(`gap-${gap.why}`, times);
}

function closedWords(item: ClosedItem): string {
  if (item.kind === 'gap') return gapWords(item);
  return item.kind === 'pending'
    ? tFor('pending', item.reason, 'pending-other')
    : tFor('unreadable', item.reason, 'unreadable-other');
}

function Closed({ item }: { readonly item: ClosedItem }) {
  return (
    <>
      <Icon name={item.kind === 'unreadable' ? 'lock' : 'clock'} />
      <span>{closedWords(item)}</span>
    </>
  );
}

/** Who acts, and whom it is about, in the words of each kind. */
function system(item: SystemItem): string {
  const who = item.who ?? t('someone');
  const subject = item.subject ?? t('someone');
  const time = clockTime(itemTime(item));
  if (item.what === 'timer') {
    return item.timerSeconds === 0
      ? t('system-timer-off', { who, time })
      : t('system-timer', { who, time, duration: durationWords(item.timerSeconds) });
  }
  return t(`system-${item.what}`, { who, subject, time });
}
