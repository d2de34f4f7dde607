import './vetting.css';
import '../../parts/parts.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { view } from '../../core/group';
import { agoWords } from '../../i18n/times';
import { t } from '../../i18n/t';
import { goMain, place } from '../../platform/places';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/Select';
import { announce } from '../../ui/live';
import { nameOf } from '../../parts/names';
import { BulkDecline } from './BulkDecline';
import { arrange, FILTERS, neighbour, SORTS, type Filter, type Sort } from './queue';
import { QueueRow } from './QueueRow';
import { RequestDetail } from './RequestDetail';

/** Who waits at the door: a list, and beside it, or over it in a narrow window, the one that is looked at. */
export function Requests() {
  const [sort, setSort] = useState<Sort>('waiting');
  const [filter, setFilter] = useState<Filter>('all');
  const [bulk, setBulk] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const now = view.value;
  const main = place.value.main;
  const chosen = main?.at === 'requests' ? main.id : undefined;
  const all = now?.requests ?? [];
  const shown = arrange(all, sort, filter, now?.me.member ?? '');
  const request = all.find(({ id }) => id === chosen);

  const choose = (id: string) => goMain({ at: 'requests', id });
  // Back in the list, where one was: the row of the request that was looked at.
  const before = useRef(chosen);
  useLayoutEffect(() => {
    const left = before.current;
    before.current = chosen;
    if (chosen === undefined && left !== undefined) {
      frame.current?.querySelector<HTMLElement>(`[data-request="${CSS.escape(left)}"]`)?.focus();
    }
  }, [chosen]);
  // J and K go through the list while focus is in this place; nothing else listens, so nothing is in the way of typing.
  const onKey = useRef<(event: KeyboardEvent) => void>(() => undefined);
  onKey.current = (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
    const busy = document.querySelector('dialog[open]') !== null;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()] as 1 | -1 | undefined;
    if (typing || busy || step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const to = neighbour(shown, chosen, step);
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
  };
  useEffect(() => {
    const pane = frame.current?.closest<HTMLElement>('.pane-main');
    const listen = (event: KeyboardEvent) => onKey.current(event);
    pane?.addEventListener('keydown', listen);
    return () => pane?.removeEventListener('keydown', listen);
  }, []);
  return (
    <div class="queue" ref={frame} data-chosen={chosen === undefined ? undefined : ''}>
      <div class="queue-list stack">
        {all.length === 0 ? (
          <p class="quiet">{t('requests-none')}</p>
        ) : (
          <div class="queue-tools">
            <Select
              label={t('queue-sort')}
              value={sort}
              onValue={setSort}
              choices={SORTS.map((value) => ({ value, label: t(`queue-sort-${value}`) }))}
            />
            <Select
              label={t('queue-filter')}
              value={filter}
              onValue={setFilter}
              choices={FILTERS.map((value) => ({ value, label: t(`queue-filter-${value}`) }))}
            />
          </div>
        )}
        {all.length > 0 && shown.length === 0 ? <p class="quiet">{t('queue-none-fits')}</p> : null}
        <ul class="queue-rows" aria-label={t('place-requests')}>
          {shown.map((each) => (
            <QueueRow
              key={each.id}
              request={each}
              current={each.id === chosen}
              onOpen={() => choose(each.id)}
            />
          ))}
        </ul>
        {all.length > 1 ? (
          <div class="row">
            <Button onClick={() => setBulk(true)}>{t('bulk')}</Button>
          </div>
        ) : null}
        {all.length > 0 ? <p class="quiet small only-keys">{t('queue-keys')}</p> : null}
      </div>
      <div class="queue-detail">
        {request !== undefined ? (
          <RequestDetail key={request.id} request={request} />
        ) : (
          <Gone chosen={chosen} />
        )}
      </div>
      {bulk ? <BulkDecline requests={all} onClose={() => setBulk(false)} /> : null}
    </div>
  );
}

/** Nobody is chosen; or somebody else was quicker, and then by whom it was decided. */
function Gone({ chosen }: { readonly chosen: string | undefined }) {
  const decided = view.value?.decided.find(({ id }) => id === chosen);
  const words =
    decided === undefined
      ? t(chosen === undefined ? 'queue-choose' : 'queue-gone')
      : t(decided.kind === 'admit' ? 'decided-admit' : 'decided-decline', {
          who: nameOf(decided.by, 'start'),
          when: agoWords(decided.at, Date.now()),
        });
  useEffect(() => {
    if (chosen !== undefined) announce(words);
  }, [chosen, words]);
  return view.value?.requests.length === 0 && chosen === undefined ? null : (
    <p class="pane-body quiet">{words}</p>
  );
}
