import { serverNow, view } from '../core/group';
import { t } from '../i18n/t';
import { isMuted } from '../parts/channel-names';
import { choices, isQuiet } from '../platform/choices';

let known = -1;
let shown: Notification | null = null;

/** Unread in channels that are not muted; mentions count there too. */
export function unreadNow(): number {
  const now = serverNow();
  return (view.value?.channels ?? []).reduce(
    (sum, channel) => sum + (isMuted(channel, now) ? channel.mentions : channel.unread),
    0,
  );
}

/** One sign that there is something new, without a word of it: neither who, nor where, nor how much. */
export function notifyOfNew(): void {
  const count = unreadNow();
  const more = known !== -1 && count > known;
  known = view.value === null ? -1 : count;
  if (count === 0) {
    shown?.close();
    shown = null;
  }
  const wanted = choices.value;
  if (!more || !wanted.notify || document.visibilityState === 'visible') return;
  if (isQuiet(wanted, new Date().getHours()) || !('Notification' in globalThis)) return;
  if (Notification.permission !== 'granted') return;
  try {
    shown = new Notification('Understory', { body: t('notify-new'), tag: 'new' });
    shown.onclick = () => {
      focus();
      shown?.close();
    };
  } catch {
    // Some browsers allow this in a service worker only; the title tells it too.
  }
}
