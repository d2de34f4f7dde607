import './search.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { view } from '../../core/group';
import { search, type SearchFor, type SearchHit } from '../../core/queries';
import { fullTime } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { channelById, channelName } from '../../parts/channel-names';
import { memberName } from '../../parts/names';
import { jumpTo } from '../../parts/talk';
import { TextField } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { announce } from '../../ui/live';
import { toast } from '../../ui/toast';

const SETTLED_MS = 150;
const FEWEST_LETTERS = 2;
const HAS = ['', 'file', 'image', 'link', 'poll', 'voice'] as const;

interface Found {
  readonly hits: readonly SearchHit[];
  readonly done: boolean;
}

/** Looks through what this device can still read; the words that are looked for never leave it. */
export function Search() {
  const [wanted, setWanted] = useState<SearchFor>({
    text: '',
    from: '',
    channel: '',
    has: '',
    before: 0,
  });
  const [day, setDay] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [failed, setFailed] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const asks =
    wanted.text.trim().length >= FEWEST_LETTERS ||
    wanted.from !== '' ||
    wanted.has !== '' ||
    wanted.before > 0;
  useEffect(() => {
    if (!asks) {
      setFound(null);
      return undefined;
    }
    let current = true;
    const timer = setTimeout(() => {
      void search({ ...wanted, text: wanted.text.trim() }).then((answer) => {
        if (!current) return;
        setFailed(answer === null);
        setFound(answer);
        if (answer !== null) announce(t('search-count', { count: answer.hits.length }));
      });
    }, SETTLED_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted]);
  const set = (more: Partial<SearchFor>) => setWanted({ ...wanted, ...more });
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : -1;
    const next = buttons[to];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  const members = view.value?.members ?? [];
  const channels = view.value?.channels ?? [];
  return (
    <div class="pane-body stack">
      <search class="stack-close">
        <TextField
          label={t('search-for')}
          hint={t('search-hint')}
          value={wanted.text}
          onValue={(text) => set({ text })}
          autoFocus
        />
        <details>
          <summary>{t('search-filters')}</summary>
          <div class="stack-close search-filters">
            <Select
              label={t('search-from')}
              value={wanted.from}
              onValue={(from) => set({ from })}
              choices={[
                { value: '', label: t('search-anyone') },
                ...members.map((member) => ({
                  value: member.id,
                  label: member.me ? t('you') : memberName(member),
                })),
              ]}
            />
            <Select
              label={t('search-in')}
              value={wanted.channel}
              onValue={(channel) => set({ channel })}
              choices={[
                { value: '', label: t('search-anywhere') },
                ...channels.map((channel) => ({ value: channel.id, label: channelName(channel) })),
              ]}
            />
            <Select
              label={t('search-has')}
              value={wanted.has}
              onValue={(has) => set({ has })}
              choices={HAS.map((has) => ({ value: has, label: t(`search-has-${has === '' ? 'any' : has}`) }))}
            />
            <div class="field">
              <label for="search-before">{t('search-before')}</label>
              <input
                id="search-before"
                type="date"
                autocomplete="off"
                class="field-control"
                value={day}
                onInput={(event) => {
                  const { value } = event.currentTarget;
                  setDay(value);
                  // The day itself belongs to it.
                  const at = value === '' ? NaN : new Date(`${value}T00:00:00`).getTime() + 86_400_000;
                  set({ before: Number.isNaN(at) ? 0 : at });
                }}
              />
            </div>
          </div>
        </details>
      </search>
      {failed ? <p class="quiet">{t('search-failed')}</p> : null}
      {found?.hits.length === 0 ? <p class="quiet">{t('search-none')}</p> : null}
      {found === null || found.hits.length === 0 ? null : (
        <>
          {/* The keys move focus between the buttons inside. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <ul ref={list} class="hits" aria-label={t('search-hits')} onKeyDown={onKeyDown}>
            {found.hits.map((hit) => (
              <li key={hit.message}>
                <Hit hit={hit} />
              </li>
            ))}
          </ul>
          {found.done ? null : <p class="quiet small">{t('search-more')}</p>}
        </>
      )}
    </div>
  );
}

function Hit({ hit }: { readonly hit: SearchHit }) {
  const channel = channelById(hit.channel);
  const go = async () => {
    if (!(await jumpTo(hit.channel, hit.message))) toast(t('quote-gone-now'));
  };
  return (
    <button type="button" class="hit" onClick={() => void go()}>
      <span class="hit-head small">
        <bdi>{hit.author ?? t('someone')}</bdi>{' '}
        <span class="quiet">
          <bdi>{channel === undefined ? '' : channelName(channel)}</bdi>, {fullTime(hit.at)}
        </span>
      </span>
      <bdi class="hit-text">{hit.snippet}</bdi>
    </button>
  );
}
