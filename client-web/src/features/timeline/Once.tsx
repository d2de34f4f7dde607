import { useEffect, useRef, useState } from 'preact/hooks';
import { viewed } from '../../core/acts';
import { view } from '../../core/group';
import { onceText } from '../../core/queries';
import type { MessageItem } from '../../core/view';
import { t } from '../../i18n/talk';
import { useHeldFocus } from '../../parts/use-held-focus';
import { Rich } from '../../parts/rich/Rich';
import { Button } from '../../ui/Button';
import { announce } from '../../ui/live';

/** A message that can be seen once: opened by choice, and gone when it is closed or the page is left. */
export function Once({ item, channel }: { readonly item: MessageItem; readonly channel: string }) {
  const [open, setOpen] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useHeldFocus(box);
  const close = () => {
    setOpen(null);
    void viewed(channel, item.id);
  };
  useEffect(() => {
    if (open === null) return undefined;
    const hide = () => {
      if (document.visibilityState === 'hidden') close();
    };
    document.addEventListener('visibilitychange', hide);
    return () => document.removeEventListener('visibilitychange', hide);
  }, [open]);
  if (item.me) return <p class="quiet">{t('once-sent')}</p>;
  if (open !== null) {
    return (
      <div class="once" ref={box}>
        <Rich text={open} names={[]} me={view.value?.me.name ?? ''} />
        <p class="quiet small">{t('once-honest')}</p>
        <Button onClick={close}>{t('once-close')}</Button>
      </div>
    );
  }
  const show = async () => {
    const found = await onceText(channel, item.id);
    if (found === null) return announce(t('once-gone'), 'assertive');
    setOpen(found.text);
    announce(found.text);
  };
  return (
    <div class="once" ref={box}>
      <p>{t('once-closed')}</p>
      <Button onClick={() => void show()}>{t('once-open')}</Button>
    </div>
  );
}
