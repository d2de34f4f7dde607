import '../../parts/parts.css';
import { useState } from 'preact/hooks';
import { keepHead } from '../../core/acts';
import { view } from '../../core/group';
import { wipe } from '../../core/life';
import type { Waiting } from '../../core/view';
import { fullTime, relativeTime } from '../../i18n/times';
import { t, tFor } from '../../i18n/t';
import { Fault } from '../../parts/Fault';
import { Linking } from '../../parts/Linking';
import { Scanner } from '../../parts/Scanner';
import { useAct } from '../../parts/use-act';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { QrCode } from '../../ui/QrCode';
import { SafetyNumber } from '../../ui/SafetyNumber';
import { Sheet } from '../../ui/Sheet';
import { AnswersForm } from './AnswersForm';
import { WithdrawDialog } from './WithdrawDialog';

/** Between the request and the answer of those who decide. Reloading or locking changes nothing. */
export function WaitingRoom() {
  const now = view.value;
  if (now === null) return null;
  const { waiting, problem, phase, connection, linking } = now;
  if (problem !== null) return <Problem title={t('join-failed-title')} code={problem.code} />;
  // Who comes back has a name in the group already, and gives none.
  const as = waiting?.name === '' ? 'returning' : (waiting?.as ?? 'newcomer');
  if (linking !== null && linking.side === 'new') {
    return (
      <Sheet title={t('linking-title')} progress={t('step', { at: 3, of: 3 })}>
        <Linking linking={linking} onEnd={() => void wipe()} />
      </Sheet>
    );
  }
  const title =
    phase === 'welcomed' ? 'waiting-welcomed' : as === 'returning' ? 'returning-title' : 'waiting-title';
  return (
    <Sheet title={t(title)}>
      <p>
        {t(
          phase === 'requesting' ? 'waiting-sending' : as === 'returning' ? 'returning-wait' : 'waiting-what',
        )}
      </p>
      {connection === 'offline' ? <Banner kind="caution">{t('waiting-offline')}</Banner> : null}
      {waiting === null ? null : <Told waiting={waiting} />}
      <p class="quiet">{t('waiting-stay')}</p>
      <Withdraw />
    </Sheet>
  );
}

function Withdraw() {
  const [withdrawing, setWithdrawing] = useState(false);
  return (
    <div class="row">
      <Button kind="danger" onClick={() => setWithdrawing(true)}>
        {t('withdraw')}
      </Button>
      {withdrawing ? <WithdrawDialog onClose={() => setWithdrawing(false)} /> : null}
    </div>
  );
}

/** What is known while one waits, what the admins wrote, and what can be done meanwhile. */
function Told({ waiting }: { readonly waiting: Waiting }) {
  return (
    <>
      <p class="quiet">
        {waiting.name === ''
          ? t('waiting-since-back', { when: relativeTime(waiting.since, Date.now()) })
          : t('waiting-since', { name: waiting.name, when: relativeTime(waiting.since, Date.now()) })}{' '}
        {waiting.deleteAt === null ? '' : t('waiting-delete', { when: fullTime(waiting.deleteAt) })}
      </p>
      <Notes waiting={waiting} />
      {waiting.questions.length === 0 ? null : <Again waiting={waiting} />}
      {waiting.safetyNumber ? (
        <section class="stack-small">
          <h2>{t('safety-number')}</h2>
          <p>{t('waiting-safety-number')}</p>
          <SafetyNumber digits={waiting.safetyNumber} label={t('safety-number')} />
        </section>
      ) : null}
      {waiting.code === null ? null : <InPerson code={waiting.code} />}
    </>
  );
}

function Notes({ waiting }: { readonly waiting: Waiting }) {
  return waiting.notes.length === 0 ? null : (
    <section class="stack-close">
      <h2>{t('waiting-notes')}</h2>
      <ul class="trail">
        {waiting.notes.map((note, at) => (
          <li key={at}>
            <p>
              <strong>{t(`waiting-note-${note.kind}`)}</strong>{' '}
              <span class="quiet small">{relativeTime(note.at, Date.now())}</span>
            </p>
            {note.text === '' ? null : (
              <p class="plain-text" dir="auto">
                {note.text}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The answers as they were sent, to be changed, for instance after a question. */
function Again({ waiting }: { readonly waiting: Waiting }) {
  const [changing, setChanging] = useState(false);
  return (
    <section class="stack-close">
      <h2>{t('waiting-answers')}</h2>
      {changing ? (
        <>
          <p class="quiet small">{t('waiting-change-what')}</p>
          <AnswersForm
            questions={waiting.questions}
            answers={waiting.answers}
            doLabel={t('waiting-send-again')}
            onDone={() => setChanging(false)}
            onCancel={() => setChanging(false)}
          />
        </>
      ) : (
        <div class="row">
          <Button onClick={() => setChanging(true)}>{t('waiting-change')}</Button>
        </div>
      )}
    </section>
  );
}

/** Beside somebody who is in: they scan this code, then one scans theirs. */
function InPerson({ code }: { readonly code: string }) {
  const [open, setOpen] = useState(false);
  const [kept, setKept] = useState(false);
  const acting = useAct();
  return (
    <section class="stack-close">
      <h2>{t('waiting-in-person')}</h2>
      <p>{t('waiting-in-person-what')}</p>
      <div class="row">
        <Button expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'waiting-code-hide' : 'waiting-code-show')}
        </Button>
      </div>
      {open ? (
        <div class="stack">
          <QrCode text={code} label={t('waiting-qr')} />
          <details>
            <summary>{t('code-as-text')}</summary>
            <p class="link-text" translate={false}>
              {code}
            </p>
          </details>
          <h3>{t('waiting-scan')}</h3>
          <p>{t('waiting-scan-what')}</p>
          {kept ? (
            <Banner>{t('waiting-scanned')}</Banner>
          ) : (
            <Scanner
              busy={acting.busy}
              onText={(text) => void acting.run(() => keepHead(text)).then(setKept)}
            />
          )}
          <Fault text={acting.fault} />
        </div>
      ) : null}
    </section>
  );
}

/** While a group is being made, or why it could not be. */
export function Founding() {
  const now = view.value;
  if (now === null) return null;
  if (now.problem !== null) return <Problem title={t('found-failed-title')} code={now.problem.code} />;
  return (
    <Sheet title={t('founding-title')}>
      <p>{t(now.connection === 'offline' ? 'founding-offline' : 'founding-what')}</p>
    </Sheet>
  );
}

/** A link that did not work out. Nothing of it is worth keeping, so the one step is to clear this device. */
function Problem({ title, code }: { readonly title: string; readonly code: string }) {
  const [busy, setBusy] = useState(false);
  return (
    <Sheet title={title}>
      <Banner kind="danger">{tFor('error', code, 'error-unknown')}</Banner>
      <p>{t('problem-next')}</p>
      <div class="row">
        <Button
          kind="primary"
          busy={busy}
          onClick={() => {
            setBusy(true);
            void wipe();
          }}
        >
          {t('problem-clear')}
        </Button>
      </div>
    </Sheet>
  );
}
