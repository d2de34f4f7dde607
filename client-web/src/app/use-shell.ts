import { useEffect } from 'preact/hooks';
import { newHere, view } from '../core/group';
import { t } from '../i18n/t';
import { channelName } from '../parts/channel-names';
import { goMain, goSide, listenToHistory, place, replacePlace } from '../platform/places';
import { notifyOfNew, unreadNow } from './notify';

const WIDE = '(min-width: 720px)';

let listening = false;

/** Opens the first channel where there is room, follows the browser's Back, and keeps the title true. */
export function useShell(): void {
  useEffect(() => {
    if (!listening) listenToHistory();
    listening = true;
    const first = view.peek()?.channels[0];
    // Who has just come in begins in the first channel, where they can write.
    const wide = matchMedia(WIDE).matches;
    if (newHere.peek() && first !== undefined && wide) requestAnimationFrame(focusComposer);
    if (place.peek().main === null && first !== undefined && wide) {
      replacePlace({ main: { at: 'channel', id: first.id }, side: null });
    }
  }, [view.value?.channels.length]);
  const now = view.value;
  const { main } = place.value;
  const unread = unreadNow();
  useEffect(notifyOfNew, [now]);
  const channel = now?.channels.find((each) => main?.at === 'channel' && each.id === main.id);
  const name =
    main?.at === 'channel'
      ? channel === undefined
        ? t('channel-unnamed')
        : channelName(channel)
      : t(main === null ? 'channels' : `place-${main.at}`);
  useEffect(() => {
    document.title = unread > 0 ? t('title-unread', { name, count: unread }) : t('title', { name });
    return () => {
      document.title = 'Understory';
    };
  }, [name, unread]);
}

function focusComposer(): void {
  document.querySelector<HTMLElement>('.composer-field')?.focus();
}

/** Keys that work everywhere in the group. All but "?" need a modifier, so none gets in the way of typing. */
export function useShortcuts(ask: (dialog: 'go-to' | 'shortcuts') => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]') !== null || event.isComposing) return;
      const done =
        event.key === 'F6'
          ? nextRegion(event.shiftKey ? -1 : 1)
          : event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')
            ? nextChannel(event.key === 'ArrowUp' ? -1 : 1, event.shiftKey)
            : asksFor(event, ask);
      if (done) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function asksFor(event: KeyboardEvent, ask: (dialog: 'go-to' | 'shortcuts') => void): boolean {
  const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === 'k') ask('go-to');
  else if ((command && event.key === '/') || (event.key === '?' && !typing)) ask('shortcuts');
  else if (command && event.shiftKey && event.key.toLowerCase() === 'f') goSide({ at: 'search' });
  else return false;
  return true;
}

function nextRegion(step: 1 | -1): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null,
  );
  const within = regions.filter((region) => region.contains(document.activeElement));
  const current = within[within.length - 1];
  const at = current === undefined ? (step === 1 ? -1 : 0) : regions.indexOf(current);
  const next = regions[(at + step + regions.length) % regions.length];
  const stop = next?.querySelector<HTMLElement>('textarea, [aria-current="page"], article[tabindex="0"]');
  (stop ?? next)?.focus();
  return true;
}

function nextChannel(step: 1 | -1, unreadOnly: boolean): boolean {
  const channels = view.peek()?.channels ?? [];
  const { main } = place.peek();
  const at = channels.findIndex((channel) => main?.at === 'channel' && channel.id === main.id);
  for (let tries = 1; tries <= channels.length; tries++) {
    const from = at === -1 && step === -1 ? 0 : at;
    const channel = channels[(from + step * tries + channels.length * tries) % channels.length];
    if (channel !== undefined && (!unreadOnly || channel.unread > 0)) {
      goMain({ at: 'channel', id: channel.id });
      return true;
    }
  }
  return true;
}
