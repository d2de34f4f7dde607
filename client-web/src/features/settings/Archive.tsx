import { useEffect, useRef, useState } from 'preact/hooks';
import { Damaged, read, sealed } from '../../archive/archive';
import { ownHistory, type Line } from '../../archive/history';
import type { Outcome } from '../../core/api';
import { acts } from '../../core/group';
import { t } from '../../i18n/talk';
import { fullTime } from '../../i18n/times';
import { ActDialog } from '../../parts/ActDialog';
import { drawWords } from '../../parts/draw-words';
import { saveBlob } from '../../platform/save';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Choices';
import { Dialog } from '../../ui/Dialog';
import { Field, TextField } from '../../ui/Field';
import { announce } from '../../ui/live';

const FILE = 'messages.understory';
/** As many lines are shown at once; the newest. */
const SHOWN = 500;
const FAILED: Outcome = 'failed';

/** One's own messages as a file that six words open, and such a file again. */
export function Archive() {
  const [open, setOpen] = useState<'take' | 'read' | null>(null);
  const [lines, setLines] = useState<readonly Line[] | null>(null);
  const close = () => setOpen(null);
  return (
    <section class="stack-close">
      <h2>{t('archive-title')}</h2>
      <p class="quiet">{t('archive-what')}</p>
      <div class="row">
        <Button onClick={() => setOpen('take')}>{t('archive-take')}</Button>
        <Button onClick={() => setOpen('read')}>{t('archive-read')}</Button>
      </div>
      {open === 'take' ? <Take onClose={close} /> : null}
      {open === 'read' ? <Read onClose={close} onRead={setLines} /> : null}
      {lines !== null ? <Lines lines={lines} onClose={() => setLines(null)} /> : null}
    </section>
  );
}

interface Closing {
  readonly onClose: () => void;
}

function Take({ onClose }: Closing) {
  const [words, setWords] = useState('');
  const [written, setWritten] = useState(false);
  const [tried, setTried] = useState(false);
  const [fraction, setFraction] = useState<number | null>(null);
  const gone = useRef(false);
  useEffect(() => {
    void drawWords().then(setWords);
    return () => {
      gone.current = true;
    };
  }, []);
  const take = async (): Promise<Outcome> => {
    setFraction(0);
    announce(t('archive-taking'));
    try {
      const stretched = await acts().stretch(words, null);
      if (stretched === null) return FAILED;
      const lines = await ownHistory(setFraction);
      const file = await sealed(stretched.kdf, stretched.key, lines);
      stretched.key.fill(0);
      if (gone.current) return '';
      saveBlob(FILE, file);
      announce(t('archive-taken', { count: lines.length }));
      return '';
    } catch {
      return FAILED;
    } finally {
      setFraction(null);
    }
  };
  const begin = () => {
    setTried(true);
    return written && words !== '' ? take() : null;
  };
  return (
    <ActDialog title={t('archive-take')} confirm={t('archive-save')} onClose={onClose} act={begin}>
      <p>{t('archive-words')}</p>
      <p class="passphrase-words" translate={false}>
        {words}
      </p>
      <Checkbox checked={written} onChecked={setWritten}>
        {t('passphrase-written')}
      </Checkbox>
      {tried && !written ? (
        <p class="field-error" role="alert">
          {t('passphrase-not-written')}
        </p>
      ) : null}
      <Banner kind="caution">{t('archive-stays')}</Banner>
      {fraction === null ? null : <progress max={1} value={fraction} aria-label={t('archive-taking')} />}
    </ActDialog>
  );
}

interface ReadProps extends Closing {
  readonly onRead: (lines: readonly Line[]) => void;
}

function Read({ onClose, onRead }: ReadProps) {
  const [file, setFile] = useState<File | null>(null);
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const open = async (from: File): Promise<Outcome> => {
    try {
      const bytes = new Uint8Array(await from.arrayBuffer());
      const texts = await read(bytes, async (kdf) => (await acts().stretch(words, kdf))?.key ?? null);
      onRead(texts.map((text) => JSON.parse(text) as Line));
      announce(t('archive-count', { count: texts.length }));
      return '';
    } catch (why) {
      return why instanceof Damaged ? 'damaged' : FAILED;
    }
  };
  const begin = () => {
    setTried(true);
    return file !== null && words.trim() !== '' ? open(file) : null;
  };
  return (
    <ActDialog title={t('archive-read')} confirm={t('archive-open')} onClose={onClose} act={begin}>
      <Field label={t('archive-file')} error={tried && file === null ? t('archive-no-file') : null}>
        {({ id, describedBy, invalid }) => (
          <input
            id={id}
            type="file"
            aria-describedby={describedBy}
            aria-invalid={invalid ? 'true' : undefined}
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        )}
      </Field>
      <TextField
        label={t('passphrase')}
        type="password"
        spellcheck={false}
        value={words}
        onValue={setWords}
        error={tried && words.trim() === '' ? t('field-empty') : null}
      />
    </ActDialog>
  );
}

function Lines({ lines, onClose }: Closing & { readonly lines: readonly Line[] }) {
  return (
    <Dialog title={t('archive-read')} closeLabel={t('close')} onClose={onClose}>
      <p>{t('archive-count', { count: lines.length })}</p>
      {lines.length > SHOWN ? <p class="quiet small">{t('archive-newest', { count: SHOWN })}</p> : null}
      <ol class="trail">
        {lines.slice(-SHOWN).map((line) => (
          <li key={line.channel + line.id} class="stack-small">
            <span class="quiet small">
              <bdi>{line.channelName}</bdi>, {fullTime(line.sent)}
            </span>
            <span>
              <bdi>{line.name ?? t('someone')}</bdi>: <span dir="auto">{line.text}</span>
              {line.files.map((each) => (
                <span key={each.name}> {t('archive-a-file', { name: each.name })}</span>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
