import { useEffect, useRef } from 'preact/hooks';
import type { TimelineItem } from '../../core/view';
import { t } from '../../i18n/talk';
import { announce } from '../../ui/live';
import { contentWords } from './spoken';

const ALOUD = 3;

/** Says new messages of others once, and many as a number. Silent for what was there, and while the page is hidden. */
export function useAnnouncements(channel: string, items: readonly TimelineItem[] | null): void {
  const known = useRef<{ channel: string; ids: Set<string> } | null>(null);
  useEffect(() => {
    if (items === null) return;
    const before = known.current;
    known.current = { channel, ids: new Set(items.map((item) => item.id)) };
    if (before === null || before.channel !== channel || document.visibilityState !== 'visible') return;
    const fresh = items.flatMap((item) =>
      item.kind === 'message' && !item.me && item.deleted === null && !before.ids.has(item.id) ? [item] : [],
    );
    if (fresh.length === 0) return;
    const words = fresh.map((item) =>
      t('announce-message', { name: item.name ?? t('someone'), text: contentWords(item) }),
    );
    announce(fresh.length > ALOUD ? t('announce-many', { count: fresh.length }) : words.join('. '));
  }, [channel, items]);
}
