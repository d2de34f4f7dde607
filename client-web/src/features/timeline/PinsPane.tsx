import { useEffect, useState } from 'preact/hooks';
import { around } from '../../core/queries';
import type { Channel, MessageItem } from '../../core/view';
import { fullTime } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { excerpt } from '../../parts/rich/plain';
import { jumpTo } from '../../parts/talk';
import { authorOf, contentWords } from './spoken';

/** What was pinned in a channel, the latest first; each leads to its place. */
export function PinsPane({ channel }: { readonly channel: Channel }) {
  const [pinned, setPinned] = useState<readonly MessageItem[] | null>(null);
  useEffect(() => {
    let wanted = true;
    void Promise.all(channel.pins.map((id) => around(channel.id, id, 1))).then((pages) => {
      if (!wanted) return;
      const found = pages.flatMap((page, at) =>
        (page?.items ?? []).filter((item) => item.id === channel.pins[at] && item.kind === 'message'),
      );
      setPinned((found as MessageItem[]).reverse());
    });
    return () => {
      wanted = false;
    };
  }, [channel.id, channel.pins.join(' ')]);
  if (pinned === null) return null;
  if (pinned.length === 0) return <p class="pane-body quiet">{t('pins-none')}</p>;
  return (
    <ul class="hits">
      {pinned.map((item) => (
        <li key={item.id}>
          <button type="button" class="hit" onClick={() => void jumpTo(channel.id, item.id)}>
            <span class="hit-head small">
              <bdi>{authorOf(item)}</bdi> <span class="quiet">{fullTime(item.sent)}</span>
            </span>
            <bdi>{excerpt(contentWords(item))}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}
