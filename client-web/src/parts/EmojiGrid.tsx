import './talk.css';
import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n/talk';
import { TextField } from '../ui/Field';
import { emoji, findEmoji, QUICK, type Emoji } from './emoji';

interface EmojiGridProps {
  readonly chosen?: string | undefined;
  readonly onPick: (sign: string) => void;
}

const distinct = (all: readonly Emoji[]): readonly Emoji[] =>
  all.filter((each, at) => all.findIndex((other) => other.sign === each.sign) === at);
const first = QUICK.flatMap((sign) => emoji.find((each) => each.sign === sign) ?? []);
const everything = distinct([...first, ...emoji]);

/** Signs to choose from, with their names; one Tab stop, arrows move, and typing finds. */
export function EmojiGrid({ chosen, onPick }: EmojiGridProps) {
  const [part, setPart] = useState('');
  const [at, setAt] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const shown = part.trim() === '' ? everything : distinct(findEmoji(part.trim().replaceAll(' ', '_'), 60));
  const stop = Math.min(at, shown.length - 1);
  const columns = () => {
    const buttons = grid.current?.querySelectorAll('button') ?? [];
    const top = buttons[0]?.offsetTop;
    const second = [...buttons].findIndex((button) => button.offsetTop !== top);
    return second <= 0 ? Math.max(1, buttons.length) : second;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = getComputedStyle(event.currentTarget as Element).direction === 'rtl' ? -1 : 1;
    const moves: Record<string, number> = {
      ArrowRight: stop + forward,
      ArrowLeft: stop - forward,
      ArrowDown: stop + columns(),
      ArrowUp: stop - columns(),
      Home: 0,
      End: shown.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined || to < 0 || to >= shown.length) return;
    event.preventDefault();
    setAt(to);
    grid.current?.querySelectorAll('button')[to]?.focus();
  };
  return (
    <div class="stack-close">
      <TextField label={t('emoji-find')} value={part} onValue={setPart} autoFocus />
      {/* The keys move focus between the buttons inside. */}
      <div ref={grid} class="emoji-grid" role="toolbar" aria-label={t('emoji')} onKeyDown={onKeyDown}>
        {shown.map(({ name, sign }, index) => (
          <button
            key={sign}
            type="button"
            class="emoji"
            tabIndex={index === stop ? 0 : -1}
            aria-label={name.replaceAll('_', ' ')}
            aria-pressed={sign === chosen}
            title={name.replaceAll('_', ' ')}
            onFocus={() => setAt(index)}
            onClick={() => onPick(sign)}
          >
            {sign}
          </button>
        ))}
      </div>
      {shown.length === 0 ? <p class="quiet">{t('emoji-none')}</p> : null}
    </div>
  );
}
