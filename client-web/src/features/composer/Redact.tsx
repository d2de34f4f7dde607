import { useRef, useState } from 'preact/hooks';
import type { Area } from '../../parts/files';
import { t } from '../../i18n/talk';
import { Button } from '../../ui/Button';
import { RadioGroup } from '../../ui/Choices';
import { announce } from '../../ui/live';
import { between, byKey, inside, moved, resized, STEP } from './areas';
import { useAddress } from './SendSheet';

type Mode = 'cover' | 'keep';

interface RedactProps {
  readonly file: File;
  readonly areas: readonly Area[];
  readonly mode: Mode;
  readonly onDone: (areas: readonly Area[], mode: Mode) => void;
}

const MOST = 64;
const FINE = 0.005;
/** Smaller than this a drag was a click. */
const CLICK = 0.01;

type Drag =
  | { readonly kind: 'new'; readonly x: number; readonly y: number; readonly now: Area | null }
  | {
      readonly kind: 'move' | 'resize';
      readonly at: number;
      readonly x: number;
      readonly y: number;
      readonly from: Area;
    };

/** Boxes over a picture, by pointer and by keys: what lies under them is filled before anything is sent. */
export function Redact({ file, areas: before, mode: was, onDone }: RedactProps) {
  const [areas, setAreas] = useState(before);
  const [mode, setMode] = useState<Mode>(was);
  const [drag, setDrag] = useState<Drag | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const url = useAddress(file);
  const set = (at: number, area: Area) => setAreas(areas.map((each, index) => (index === at ? area : each)));
  const point = (event: PointerEvent): readonly [number, number] => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return [0, 0];
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const focusBox = (at: number) =>
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`[data-area="${at}"]`)?.focus());
  const add = (area: Area) => {
    if (areas.length >= MOST) return;
    setAreas([...areas, inside(area)]);
    announce(t('cover-added', { number: areas.length + 1 }));
    focusBox(areas.length);
  };
  const drop = (at: number) => {
    setAreas(areas.filter((_, index) => index !== at));
    announce(t('cover-dropped', { number: at + 1 }));
    if (areas.length > 1) focusBox(Math.max(0, at - 1));
    else document.querySelector<HTMLElement>('[data-cover-add]')?.querySelector('button')?.focus();
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const [x, y] = point(event);
    const target = event.target as HTMLElement;
    const box = target.closest<HTMLElement>('[data-area]');
    frame.current?.setPointerCapture(event.pointerId);
    if (box === null) return setDrag({ kind: 'new', x, y, now: null });
    const at = Number(box.dataset['area']);
    const from = areas[at];
    if (from !== undefined) {
      setDrag({ kind: target.dataset['corner'] === undefined ? 'move' : 'resize', at, x, y, from });
    }
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag === null) return;
    const [x, y] = point(event);
    if (drag.kind === 'new') setDrag({ ...drag, now: between(drag.x, drag.y, x, y) });
    else set(drag.at, (drag.kind === 'move' ? moved : resized)(drag.from, x - drag.x, y - drag.y));
  };
  const onPointerUp = () => {
    if (drag?.kind === 'new' && drag.now !== null && drag.now.width > CLICK && drag.now.height > CLICK)
      add(drag.now);
    else if (drag !== null && drag.kind !== 'new') focusBox(drag.at);
    setDrag(null);
  };
  const onKeyDown = (at: number, area: Area) => (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      drop(at);
      return;
    }
    const next = byKey(area, event.key, event.shiftKey, event.altKey ? FINE : STEP);
    if (next === null) return;
    event.preventDefault();
    set(at, next);
  };
  const drawn = drag?.kind === 'new' && drag.now !== null ? [...areas, drag.now] : areas;
  return (
    <div class="stack">
      <p id="cover-how" class="small">
        {t('cover-how')}
      </p>
      <div
        ref={frame}
        class={`cover cover-${mode}`}
        dir="ltr"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDrag(null)}
      >
        {url === null ? null : <img src={url} alt={t('cover-picture')} draggable={false} />}
        {drawn.map((area, at) => (
          <button
            key={at}
            type="button"
            class="cover-area"
            data-area={at}
            aria-label={areaWords(area, at)}
            aria-describedby="cover-how"
            style={{
              left: `${100 * area.x}%`,
              top: `${100 * area.y}%`,
              width: `${100 * area.width}%`,
              height: `${100 * area.height}%`,
            }}
            onKeyDown={onKeyDown(at, area)}
            onKeyUp={(event) => {
              if (event.key.startsWith('Arrow')) announce(areaWords(area, at));
            }}
          >
            <span class="cover-corner" data-corner="" aria-hidden="true" />
          </button>
        ))}
      </div>
      <RadioGroup<Mode>
        label={t('cover-mode')}
        value={mode}
        onValue={setMode}
        choices={[
          { value: 'cover', label: t('cover-mode-cover') },
          { value: 'keep', label: t('cover-mode-keep'), note: t('cover-mode-keep-note') },
        ]}
      />
      <p class="quiet small">{t('cover-honest')}</p>
      <div class="row row-end">
        <span data-cover-add="">
          <Button onClick={() => add({ x: 0.375, y: 0.375, width: 0.25, height: 0.25 })}>
            {t('cover-add')}
          </Button>
        </span>
        <Button kind="primary" onClick={() => onDone(areas, mode)}>
          {t('cover-done')}
        </Button>
      </div>
    </div>
  );
}

const percent = (part: number): number => Math.round(100 * part);

const areaWords = (area: Area, at: number): string =>
  t('cover-area', {
    number: at + 1,
    x: percent(area.x),
    y: percent(area.y),
    width: percent(area.width),
    height: percent(area.height),
  });
