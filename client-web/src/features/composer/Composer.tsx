import './composer.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { perform, view } from '../../core/group';
import type { Channel } from '../../core/view';
import { durationWords } from '../../i18n/times';
import { t, tFor } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { announce } from '../../ui/live';
import { drafts, roomLeft } from './drafts';
import { HeldNotice } from './HeldNotice';

const NEAR_LIMIT = 500;

/** Whether Enter sends. On touch screens, whose keyboards have no Shift+Enter, it starts a new line. */
const enterSends = (): boolean => !matchMedia('(pointer: coarse)').matches;

export function Composer({ channel, name }: { readonly channel: Channel; readonly name: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(drafts.get(channel.id) ?? '');
  const [fault, setFault] = useState<string | null>(null);
  const left = roomLeft(text);
  const offline = view.value?.connection !== 'online';

  useLayoutEffect(() => setText(drafts.get(channel.id) ?? ''), [channel.id]);
  useLayoutEffect(() => {
    const box = field.current;
    if (box === null) return;
    box.style.blockSize = 'auto';
    box.style.blockSize = `${box.scrollHeight + 2}px`;
  }, [text]);

  const edit = (value: string) => {
    const before = roomLeft(text);
    const after = roomLeft(value);
    setText(value);
    setFault(null);
    drafts.set(channel.id, value);
    if (before >= 0 && after < 0) announce(t('composer-too-long'), 'assertive');
  };
  const { held } = channel;
  // Into a stale channel nothing goes before it has new keys: what is written waits by itself.
  const stopped = held !== null && held !== 'stale';
  // Once the reason is gone a person is back at what they were writing.
  const wasHeld = useRef(held);
  useLayoutEffect(() => {
    if (wasHeld.current !== null && held === null) requestAnimationFrame(() => field.current?.focus());
    wasHeld.current = held;
  }, [held]);
  const send = async () => {
    if (stopped) {
      setFault(t('held-not-sent'));
      announce(t('held-not-sent'), 'assertive');
      return;
    }
    const said = text.trim();
    if (said === '') return;
    if (left < 0) {
      setFault(t('composer-too-long'));
      return;
    }
    edit('');
    const outcome = await perform((core) => core.post(channel.id, said));
    if (outcome === '') return;
    // Never silently lost: what was not taken comes back, before what was typed meanwhile.
    const meanwhile = drafts.get(channel.id) ?? '';
    edit(meanwhile === '' ? said : `${said}\n${meanwhile}`);
    setFault(tFor('error', outcome, 'error-unknown'));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing || !enterSends()) return;
    event.preventDefault();
    void send();
  };
  if (held === 'not-poster' || held === 'revoked') {
    return (
      <div class="composer" data-region="composer" tabIndex={-1}>
        <HeldNotice channel={channel} />
      </div>
    );
  }
  return (
    <form
      class="composer"
      data-region="composer"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
        field.current?.focus();
      }}
    >
      <HeldNotice channel={channel} />
      <div class="composer-row">
        <textarea
          ref={field}
          class="composer-field"
          rows={1}
          dir="auto"
          value={text}
          aria-label={t('composer-label', { name })}
          aria-describedby="composer-line"
          aria-invalid={left < 0 ? 'true' : undefined}
          placeholder={t('composer-label', { name })}
          enterkeyhint={enterSends() ? 'send' : 'enter'}
          onInput={(event) => edit(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button kind="primary" type="submit" label={t('send')} disabled={stopped}>
          <Icon name="send" />
        </Button>
      </div>
      <p class="composer-line quiet small" id="composer-line">
        {fault === null ? null : <span class="composer-fault">{fault}</span>}
        <span>
          {channel.timerSeconds === 0
            ? t('composer-stays')
            : t('composer-timer', { duration: durationWords(channel.timerSeconds) })}
        </span>
        {offline ? <span>{t('composer-offline')}</span> : null}
        {left < NEAR_LIMIT ? (
          <span class={left < 0 ? 'composer-fault' : undefined}>
            {left < 0 ? t('composer-over', { count: -left }) : t('composer-left', { count: left })}
          </span>
        ) : null}
      </p>
    </form>
  );
}
