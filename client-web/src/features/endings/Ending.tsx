import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { view } from '../../core/group';
import { restart, takeOverStore, wipe, type Stage } from '../../core/life';
import type { View } from '../../core/view';
import { t } from '../../i18n/t';
import { typedWords } from '../../i18n/typed';
import type { Missing } from '../../platform/support';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { TypedConfirm } from '../../ui/TypedConfirm';
import { Sheet } from '../../ui/Sheet';

type EndPhase = Extract<View['phase'], 'declined' | 'removed' | 'left' | 'deleted' | 'halted'>;

interface EndingProps {
  readonly phase: EndPhase;
  /** Goes on to what this device still has; absent where there is nothing to read. */
  readonly onRead?: (() => void) | undefined;
  /** More that is known, and more that can be done. */
  readonly children?: ComponentChildren;
}

/** The group has ended for this device. Says what is known and what can be done. */
export function Ending({ phase, onRead, children }: EndingProps) {
  const [wiping, setWiping] = useState(false);
  // Where more is known of the two versions, that says it all.
  const told = phase === 'halted' && Boolean(children);
  const end = phase === 'removed' && view.value?.problem?.code === 'frozen' ? 'frozen' : phase;
  return (
    <Sheet title={t(`end-${end}-title`)}>
      {told ? null : <p>{t(`end-${end}-what`)}</p>}
      {phase === 'halted' && !told ? (
        <Banner kind="danger" title={t('end-halted-do')}>
          {t('end-halted-do-what')}
        </Banner>
      ) : null}
      {children}
      <div class="row">
        {onRead === undefined ? null : <Button onClick={onRead}>{t('end-read')}</Button>}
        <Button kind="danger" onClick={() => setWiping(true)}>
          {t('wipe')}
        </Button>
      </div>
      {wiping ? (
        <TypedConfirm
          words={typedWords(t('wipe-title'), t('wipe'), t('wipe-word'))}
          onClose={() => setWiping(false)}
          onConfirm={() => void wipe()}
        >
          <p>{t('wipe-what')}</p>
        </TypedConfirm>
      ) : null}
    </Sheet>
  );
}

/** What the admins chose to tell who was declined. */
export function SharedReason() {
  const notes =
    view.value?.waiting?.notes.filter(({ kind, text }) => kind === 'declined' && text !== '') ?? [];
  return notes.length === 0 ? null : (
    <section class="stack-small">
      <h2>{t('end-declined-reason')}</h2>
      {notes.map((note, at) => (
        <p key={at} dir="auto">
          {note.text}
        </p>
      ))}
    </section>
  );
}

export function Wiped({ why }: { readonly why: string }) {
  const revoked = why === 'revoked';
  return (
    <Sheet title={t(revoked ? 'held-revoked-title' : 'wiped-title')}>
      {revoked ? <p>{t('wiped-revoked')}</p> : null}
      <p>{t('wiped-what')}</p>
    </Sheet>
  );
}

export function Unsupported({ missing }: { readonly missing: Missing }) {
  return (
    <Sheet title={t('unsupported-title')}>
      <p>{t(`unsupported-${missing}`)}</p>
    </Sheet>
  );
}

export function Broken({ what }: { readonly what: Extract<Stage, { kind: 'broken' }>['what'] }) {
  return (
    <Sheet title={t('broken-title')}>
      <p>{t(`broken-${what}`)}</p>
      <div class="row">
        <Button kind="primary" onClick={() => void restart()}>
          {t('broken-again')}
        </Button>
      </div>
    </Sheet>
  );
}

export function Elsewhere({ lost }: { readonly lost: boolean }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const take = async () => {
    setBusy(true);
    setFailed(!(await takeOverStore()));
    setBusy(false);
  };
  return (
    <Sheet title={t('elsewhere-title')}>
      <p>{t(lost ? 'elsewhere-lost' : 'elsewhere-what')}</p>
      {failed ? (
        <div role="alert">
          <Banner kind="caution">{t('elsewhere-failed')}</Banner>
        </div>
      ) : null}
      <div class="row">
        <Button kind="primary" busy={busy} onClick={() => void take()}>
          {t('elsewhere-take')}
        </Button>
      </div>
    </Sheet>
  );
}
