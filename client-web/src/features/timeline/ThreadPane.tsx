import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { timeline } from '../../core/group';
import { thread } from '../../core/queries';
import type { Channel, TimelineItem } from '../../core/view';
import { t } from '../../i18n/talk';
import { groupItems } from './group-items';
import { ItemRow } from './ItemRow';
import { MessageDialogs } from './MessageDialogs';
import { useKeptFocus } from './use-kept-focus';
import { useMessageActs } from './use-message-acts';
import { useRoving } from './use-roving';

interface ThreadPaneProps {
  readonly channel: Channel;
  readonly root: string;
  readonly mayWrite: boolean;
}

/** A message and what was answered to it in its thread; the composer stands below. */
export function ThreadPane({ channel, root, mayWrite }: ThreadPaneProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [items, setItems] = useState<readonly TimelineItem[] | null>(null);
  const [lost, setLost] = useState(false);
  // Whatever is new in the channel may be new here.
  const changed = timeline.value;
  useEffect(() => {
    void thread(channel.id, root).then((found) => {
      setItems(found);
      setLost(found === null || found.length === 0);
    });
  }, [channel.id, root, changed]);
  const rows = useMemo(() => groupItems(items ?? []), [items]);
  const { acts, about, close } = useMessageActs(channel, mayWrite, root);
  const roving = useRoving(scroller, rows, acts, () => undefined);
  useKeptFocus(scroller, rows, roving.focused, roving.setFocused);
  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [rows.length]);
  return (
    // The keys move focus between the items inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div class="thread" ref={scroller} onKeyDown={roving.onKeyDown}>
      {lost ? <p class="pane-body quiet">{t('thread-gone')}</p> : null}
      <ol class="timeline-list" aria-label={t('thread-messages')}>
        {rows.map(({ item, opensGroup }) => (
          <li key={item.id} class="timeline-row" data-row={item.id}>
            <ItemRow
              item={item}
              channel={channel.id}
              opensGroup={opensGroup}
              tabIndex={item.id === roving.stop ? 0 : -1}
              hot={item.id === roving.active}
              entered={item.id === roving.entered}
              flash={false}
              acts={acts}
              onFocus={() => roving.focusedOn(item.id)}
              onLeave={() => roving.left(item.id)}
              onPointer={() => roving.setFocused(item.id)}
            />
          </li>
        ))}
      </ol>
      <MessageDialogs channel={channel} about={about} acts={acts} onClose={close} />
    </div>
  );
}
