import { useRef, useState } from 'preact/hooks';
import type { Channel } from '../../core/view';
import { t } from '../../i18n/talk';
import { lazy } from '../../parts/lazy';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Menu, menuBelow, type MenuAt, type MenuEntry } from '../../ui/Menu';
import type { Marking } from './marks';
import type { ComposerState } from './use-composer';

const PollDialog = lazy(async () => (await import('./PollDialog')).PollDialog);
const ShorterDialog = lazy(async () => (await import('./ShorterDialog')).ShorterDialog);
const VoiceDialog = lazy(async () => (await import('./VoiceDialog')).VoiceDialog);
const SignDialog = lazy(async () => (await import('./SignDialog')).SignDialog);

interface ComposerToolsProps {
  readonly channel: Channel;
  readonly state: ComposerState;
  readonly stopped: boolean;
  readonly onMark: (marking: Marking) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

type Asking = 'poll' | 'shorter' | 'voice' | 'sign';

const MARKS: readonly Marking[] = [
  'bold',
  'italic',
  'strike',
  'code',
  'block',
  'quote',
  'bullets',
  'numbers',
  'link',
];

/** What can be added to a message, and how it can look: two buttons, each with a menu. */
export function ComposerTools({ channel, state, stopped, onMark, onFiles }: ComposerToolsProps) {
  const [menu, setMenu] = useState<{ readonly what: 'add' | 'format'; readonly at: MenuAt } | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { options, setOptions } = state;
  const editing = state.about?.mode === 'edit';
  const adding: readonly MenuEntry[] = [
    { label: t('add-file'), icon: 'clip', onPick: () => picker.current?.click() },
    { label: t('add-voice'), icon: 'mic', onPick: () => setAsking('voice') },
    { label: t('add-poll'), icon: 'vote', onPick: () => setAsking('poll') },
    { label: t('add-sign'), icon: 'smile', onPick: () => setAsking('sign') },
    {
      label: t(options.once ? 'add-once-not' : 'add-once'),
      icon: 'eye',
      onPick: () => setOptions({ ...options, once: !options.once }),
    },
    {
      label: t(options.timer === null ? 'add-shorter' : 'add-shorter-not'),
      icon: 'timer',
      onPick: () => (options.timer === null ? setAsking('shorter') : setOptions({ ...options, timer: null })),
    },
  ];
  const formats = MARKS.map((marking): MenuEntry => ({
    label: t(`format-${marking}`),
    icon: 'format',
    onPick: () => onMark(marking),
  }));
  const open = (what: 'add' | 'format') => (event: MouseEvent) =>
    setMenu({ what, at: menuBelow(event.currentTarget as Element) });
  return (
    <>
      {editing ? null : (
        <Button kind="plain" label={t('add')} disabled={stopped} onClick={open('add')}>
          <Icon name="plus" />
        </Button>
      )}
      <span class="composer-format">
        <Button kind="plain" label={t('format')} onClick={open('format')}>
          <Icon name="format" />
        </Button>
      </span>
      <input
        ref={picker}
        type="file"
        autocomplete="off"
        multiple
        hidden
        aria-label={t('add-file')}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (chosen.length > 0) onFiles(chosen);
        }}
      />
      {menu === null ? null : (
        <Menu
          label={t(menu.what)}
          at={menu.at}
          entries={menu.what === 'add' ? adding : formats}
          onClose={() => setMenu(null)}
        />
      )}
      {asking === 'poll' ? <PollDialog channel={channel} onClose={() => setAsking(null)} /> : null}
      {asking === 'shorter' ? (
        <ShorterDialog
          channel={channel}
          onChosen={(timer) => setOptions({ ...options, timer })}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === 'voice' ? (
        <VoiceDialog channel={channel} state={state} onClose={() => setAsking(null)} />
      ) : null}
      {asking === 'sign' ? (
        <SignDialog onPick={(sign) => state.change(state.text + sign)} onClose={() => setAsking(null)} />
      ) : null}
    </>
  );
}
