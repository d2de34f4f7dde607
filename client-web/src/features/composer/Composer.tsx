import './composer.css';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { view } from '../../core/group';
import type { Channel } from '../../core/view';
import { durationWords } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { lazy } from '../../parts/lazy';
import { excerpt } from '../../parts/rich/plain';
import { enterSends } from '../../platform/choices';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { announce } from '../../ui/live';
import { complete, type Choice, type Completion } from './complete';
import { ComposerTools } from './ComposerTools';
import { roomLeft } from './drafts';
import { HeldNotice } from './HeldNotice';
import { mark, markOfKey, type Marking } from './marks';
import { everyoneWord, readersOf } from './readers';
import { useComposer, type ComposerState } from './use-composer';

const SendSheet = lazy(async () => (await import('./SendSheet')).SendSheet);

const NEAR_LIMIT = 500;
/** A line this long is more of a document. */
const HUGE = 4000;

interface ComposerProps {
  readonly channel: Channel;
  readonly name: string;
  /** Answers in the thread that begins with this message. */
  readonly thread?: string;
}

export function Composer({ channel, name, thread }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const ids = useId();
  const { held } = channel;
  // Into a stale channel nothing goes before it has new keys: what is written waits by itself.
  const stopped = held !== null && held !== 'stale';
  const state = useComposer(channel, thread ?? null, stopped);
  const { text, about } = state;
  const [completion, setCompletion] = useState<Completion | null>(null);
  const [chosen, setChosen] = useState(0);
  const [files, setFiles] = useState<readonly File[] | null>(null);
  const [over, setOver] = useState(false);
  const left = roomLeft(text);
  const offline = view.value?.connection !== 'online';

  useLayoutEffect(() => {
    const box = field.current;
    if (box === null) return;
    box.style.blockSize = 'auto';
    box.style.blockSize = `${box.scrollHeight + 2}px`;
  }, [text]);
  // Once the reason is gone a person is back at what they were writing.
  const wasHeld = useRef(held);
  useLayoutEffect(() => {
    if (wasHeld.current !== null && held === null) requestAnimationFrame(() => field.current?.focus());
    wasHeld.current = held;
  }, [held]);
  const count = completion?.choices.length ?? 0;
  useEffect(() => {
    if (count > 0) announce(t('complete-count', { count }));
  }, [count]);

  const look = (value: string) => {
    const caret = field.current?.selectionStart ?? value.length;
    const next = complete(value, caret, readersOf(channel), everyoneWord(channel));
    setCompletion(next);
    setChosen(0);
  };
  const put = (value: string, from: number, to: number) => {
    state.change(value);
    setCompletion(null);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(from, to);
    });
  };
  const take = (choice: Choice) => {
    if (completion === null) return;
    const value = text.slice(0, completion.from) + choice.text + text.slice(completion.to);
    put(value, completion.from + choice.text.length, completion.from + choice.text.length);
  };
  const doMark = (marking: Marking) => {
    const box = field.current;
    if (box === null) return;
    const made = mark({ text, from: box.selectionStart, to: box.selectionEnd }, marking);
    put(made.text, made.from, made.to);
  };
  const leave = (): boolean => {
    const item = about?.message.id;
    if (!state.leave()) return false;
    announce(t('composing-left'));
    // Back to the message that one came from.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`.pane-main [data-item="${CSS.escape(item ?? '')}"]`)?.focus(),
    );
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    const done =
      (completion !== null &&
        keyOfList(event, completion, chosen, setChosen, take, () => setCompletion(null))) ||
      keyOfField(event, state, leave, doMark);
    if (done) event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    const words = event.clipboardData?.getData('text/plain') ?? '';
    if (pasted.length > 0 && words === '') {
      event.preventDefault();
      setFiles(pasted);
    } else if (new TextEncoder().encode(words).length > HUGE) {
      event.preventDefault();
      announce(t('paste-huge'), 'assertive');
      setFiles([new File([words], t('paste-name'), { type: 'text/plain' })]);
    }
  };
  if (held === 'not-poster' || held === 'revoked' || held === 'gone') {
    return (
      <div class="composer" data-region="composer" tabIndex={-1}>
        <HeldNotice channel={channel} />
      </div>
    );
  }
  const listId = `${ids}-list`;
  return (
    <form
      class={`composer${over ? ' composer-over' : ''}`}
      data-region="composer"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void state.send();
        field.current?.focus();
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        if (!over) announce(t('drop-here'));
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const dropped = [...(event.dataTransfer?.files ?? [])];
        if (dropped.length > 0 && !stopped) setFiles(dropped);
      }}
    >
      <HeldNotice channel={channel} />
      {about === null ? null : (
        <div class="composing">
          <Icon name={about.mode} />
          <span class="composing-what small">
            <strong>
              {about.mode === 'edit'
                ? t('composing-edit')
                : t('composing-reply', {
                    name: about.message.me ? t('you-inside') : (about.message.name ?? t('someone')),
                  })}
            </strong>{' '}
            <bdi class="quiet">{excerpt(about.message.text)}</bdi>
          </span>
          <Button kind="plain" label={t('composing-leave')} onClick={leave}>
            <Icon name="close" />
          </Button>
        </div>
      )}
      {completion === null ? null : (
        <ul class="completer" role="listbox" id={listId} aria-label={t('complete')}>
          {completion.choices.map((choice, at) => (
            // The keys are the text field's, which keeps focus.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={choice.key}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === chosen}
              class="completer-choice"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(choice)}
            >
              <span aria-hidden="true">{choice.sign}</span> <bdi>{choice.label}</bdi>
            </li>
          ))}
        </ul>
      )}
      <div class="composer-row">
        <ComposerTools channel={channel} state={state} stopped={stopped} onMark={doMark} onFiles={setFiles} />
        <textarea
          ref={field}
          class="composer-field"
          rows={1}
          dir="auto"
          value={text}
          autocomplete="off" // else the browser's session keeps what is typed, on disk and in clear
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={completion === null ? undefined : listId}
          aria-activedescendant={completion === null ? undefined : `${listId}-${chosen}`}
          aria-label={t(thread === undefined ? 'composer-label' : 'composer-label-thread', { name })}
          aria-describedby={`${ids}-line`}
          aria-invalid={left < 0 ? 'true' : undefined}
          placeholder={t(thread === undefined ? 'composer-label' : 'composer-label-thread', { name })}
          enterkeyhint={enterSends() ? 'send' : 'enter'}
          onInput={(event) => {
            state.change(event.currentTarget.value);
            look(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => setCompletion(null)}
        />
        <Button
          kind="primary"
          type="submit"
          label={t(about?.mode === 'edit' ? 'edit-save' : 'send')}
          disabled={stopped}
        >
          <Icon name={about?.mode === 'edit' ? 'check' : 'send'} />
        </Button>
      </div>
      <p class="composer-line quiet small" id={`${ids}-line`}>
        {state.fault === null ? null : <span class="composer-fault">{state.fault}</span>}
        <span>{timerWords(channel, state)}</span>
        {state.options.once ? <span>{t('once-will')}</span> : null}
        {offline ? <span>{t('composer-offline')}</span> : null}
        {left < NEAR_LIMIT ? (
          <span class={left < 0 ? 'composer-fault' : undefined}>
            {left < 0 ? t('composer-over', { count: -left }) : t('composer-left', { count: left })}
          </span>
        ) : null}
      </p>
      {files === null ? null : (
        <SendSheet channel={channel} files={files} state={state} onClose={() => setFiles(null)} />
      )}
    </form>
  );
}

function timerWords(channel: Channel, { options }: ComposerState): string {
  const seconds = options.timer ?? channel.timerSeconds;
  return seconds === 0 ? t('composer-stays') : t('composer-timer', { duration: durationWords(seconds) });
}

function keyOfList(
  event: KeyboardEvent,
  { choices }: Completion,
  chosen: number,
  choose: (at: number) => void,
  take: (choice: Choice) => void,
  close: () => void,
): boolean {
  const choice = choices[chosen];
  if (event.key === 'ArrowDown') choose((chosen + 1) % choices.length);
  else if (event.key === 'ArrowUp') choose((chosen - 1 + choices.length) % choices.length);
  else if ((event.key === 'Enter' || event.key === 'Tab') && choice !== undefined) take(choice);
  else if (event.key === 'Escape') close();
  else return false;
  return true;
}

function keyOfField(
  event: KeyboardEvent,
  state: ComposerState,
  leave: () => boolean,
  doMark: (marking: Marking) => void,
): boolean {
  const marking = markOfKey(event);
  if (marking !== null) {
    doMark(marking);
    return true;
  }
  if (event.key === 'Escape') return leave();
  if (event.key === 'ArrowUp' && state.text === '' && !event.altKey && !event.ctrlKey)
    return state.editLast();
  const asked = event.ctrlKey || event.metaKey || enterSends();
  if (event.key !== 'Enter' || event.shiftKey || !asked) return false;
  void state.send();
  return true;
}
