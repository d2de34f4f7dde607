import './vetting.css';
import { useState } from 'preact/hooks';
import { vouch, vouchFor } from '../../core/acts';
import { view } from '../../core/group';
import type { Vouch as VouchOf, VouchAsk } from '../../core/view';
import { momentWords } from '../../i18n/times';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { nameOf } from '../../parts/names';
import { Scanner } from '../../parts/Scanner';
import { Button } from '../../ui/Button';
import { RadioGroup } from '../../ui/Choices';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { toast } from '../../ui/toast';

type Kind = VouchOf['kind'];
const KINDS: readonly Kind[] = ['know-well', 'met', 'worked-with', 'against'];

/** Admins ask whether one knows somebody; or one meets somebody who wants to join, and says so. */
export function Vouching() {
  const [saying, setSaying] = useState<VouchAsk | null>(null);
  const [scanning, setScanning] = useState(false);
  const [scanned, setScanned] = useState<string | null>(null);
  const asks = view.value?.vouchAsks ?? [];
  return (
    <div class="pane-body stack">
      <p class="measure">{t('vouching-what')}</p>
      {asks.length === 0 ? <p class="quiet">{t('vouching-none')}</p> : null}
      <ul class="cards">
        {asks.map((ask) => (
          <li key={ask.request} class="card">
            <h2 class="card-title">
              <bdi>{ask.name}</bdi>
            </h2>
            <p class="quiet small">
              {t('vouching-from', {
                name: nameOf(ask.from, 'start'),
                when: momentWords(ask.answerBy, Date.now()),
              })}
            </p>
            {ask.text === '' ? null : (
              <p class="answer" dir="auto">
                {ask.text}
              </p>
            )}
            {ask.given === null ? null : <p>{t('vouching-given', { what: t(`vouch-${ask.given}`) })}</p>}
            <div class="row">
              <Button onClick={() => setSaying(ask)}>
                {t(ask.given === null ? 'vouching-answer' : 'vouching-change')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <section class="stack-small">
        <h2>{t('vouching-meet')}</h2>
        <p class="measure">{t('vouching-meet-what')}</p>
        <div class="row">
          <Button onClick={() => setScanning(true)}>{t('vouching-scan')}</Button>
        </div>
      </section>
      {scanning ? (
        <Dialog title={t('vouching-scan')} closeLabel={t('close')} onClose={() => setScanning(false)}>
          <p>{t('vouching-scan-what')}</p>
          <Scanner
            onText={(text) => {
              setScanning(false);
              setScanned(text);
            }}
          />
        </Dialog>
      ) : null}
      {saying === null ? null : (
        <VouchDialog
          name={saying.name}
          onClose={() => setSaying(null)}
          act={(kind, note) => vouch(saying.request, kind, note)}
        />
      )}
      {scanned === null ? null : (
        <VouchDialog
          name={t('vouching-this-person')}
          onClose={() => setScanned(null)}
          act={(kind, note) => vouchFor(scanned, kind, note)}
        />
      )}
    </div>
  );
}

function VouchDialog(props: {
  readonly name: string;
  readonly onClose: () => void;
  readonly act: (kind: Kind, note: string) => Promise<string>;
}) {
  const [kind, setKind] = useState<Kind>('met');
  const [note, setNote] = useState('');
  const { name } = props;
  return (
    <ActDialog
      title={t('vouch-title', { name })}
      confirm={t('vouch-do')}
      onClose={props.onClose}
      act={() => props.act(kind, note.trim())}
      onDone={() => toast(t('vouch-done'))}
    >
      <p>{t('vouch-what')}</p>
      <RadioGroup<Kind>
        label={t('vouch-how')}
        value={kind}
        onValue={setKind}
        choices={KINDS.map((value) => ({ value, label: t(`vouch-${value}`) }))}
      />
      <TextField label={t('vouch-note')} value={note} onValue={setNote} lines={3} maxLength={250} />
    </ActDialog>
  );
}
