import { useLayoutEffect, useRef } from 'preact/hooks';
import { askAgain } from '../../core/acts';
import { agoWords } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { Fault } from '../../parts/Fault';
import { useAct } from '../../parts/use-act';
import { useHeldFocus } from '../../parts/use-held-focus';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Message } from './Message';
import { Tools } from './Tools';
import { closedWords, spoken, systemWords, type ClosedItem } from './spoken';
import type { ShownItem } from './group-items';
import type { MessageActs } from './use-message-acts';

interface ItemRowProps {
  readonly item: ShownItem;
  readonly channel: string;
  /** The author's name stands above it. */
  readonly opensGroup: boolean;
  readonly tabIndex: number;
  /** Under the pointer or in focus: shows what can be done. */
  readonly hot: boolean;
  /** Its controls can be reached with Tab. */
  readonly entered: boolean;
  readonly flash: boolean;
  readonly acts: MessageActs;
  readonly onFocus: () => void;
  readonly onLeave: () => void;
  readonly onPointer: () => void;
}

const CONTROLS = 'button, a[href], input, summary, audio';

export function ItemRow(props: ItemRowProps) {
  const { item, entered, acts } = props;
  const row = useRef<HTMLElement>(null);
  // One Tab stop for the whole list: what is inside an item is reached once somebody goes into it.
  useLayoutEffect(() => {
    for (const control of row.current?.querySelectorAll<HTMLElement>(CONTROLS) ?? []) {
      control.tabIndex = entered ? 0 : -1;
    }
  });
  useHeldFocus(row, true);
  const message = item.kind === 'message' ? item : null;
  return (
    // An article takes focus, so that a reader goes through the list item by item.
    <article
      ref={row}
      class={`item item-${item.kind}${props.opensGroup ? ' item-opens' : ''}${props.flash ? ' item-flash' : ''}${message?.mentionsMe ? ' item-mentions' : ''}`}
      data-item={item.id}
      // The feed's keys land here; it has a role of its own that browsers know.
      tabIndex={props.tabIndex}
      onFocus={props.onFocus}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !row.current?.contains(relatedTarget)) props.onLeave();
      }}
      onPointerEnter={props.onPointer}
      onContextMenu={(event) => {
        if (message === null || String(getSelection()) !== '') return;
        event.preventDefault();
        acts.menu(message, { x: event.clientX, y: event.clientY });
      }}
      aria-label={spoken(item)}
    >
      {message !== null ? (
        <Message item={message} channel={props.channel} opensGroup={props.opensGroup} acts={acts} />
      ) : (
        <div class="item-aside">
          {item.kind === 'system' ? (
            <p>{systemWords(item)}</p>
          ) : (
            <Closed item={item as ClosedItem} channel={props.channel} />
          )}
        </div>
      )}
      {message !== null && props.hot && message.deleted === null ? (
        <Tools item={message} acts={acts} />
      ) : null}
    </article>
  );
}

/** Why something can't be read, and the one thing that can be done about it. */
function Closed({ item, channel }: { readonly item: ClosedItem; readonly channel: string }) {
  const acting = useAct();
  const askable = item.kind === 'pending' && item.canAsk;
  const asked = item.kind === 'pending' ? item.asked : 0;
  return (
    <>
      <Icon name={item.kind === 'unreadable' ? 'lock' : 'clock'} />
      <div class="stack-small">
        <p>{closedWords(item)}</p>
        {asked > 0 ? <p>{t('asked-again', { when: agoWords(asked, Date.now()) })}</p> : null}
        {askable ? (
          <div class="row">
            <Button busy={acting.busy} onClick={() => void acting.run(() => askAgain(channel, item.id))}>
              {t('ask-again')}
            </Button>
          </div>
        ) : null}
        <Fault text={acting.fault} />
      </div>
    </>
  );
}
