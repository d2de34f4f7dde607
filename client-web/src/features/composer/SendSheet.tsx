import '../../parts/talk.css';
import './send-sheet.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Channel } from '../../core/view';
import { prepareFile, prepareImage, type Area, type Preparation } from '../../parts/files';
import { sizeWords } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { Fault } from '../../parts/Fault';
import { faultWords, MOST_FILES, sendFiles, type Outgoing } from '../../parts/sending';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Choices';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { announce } from '../../ui/live';
import { Redact } from './Redact';
import type { ComposerState } from './use-composer';

interface SendSheetProps {
  readonly channel: Channel;
  readonly files: readonly File[];
  readonly state: ComposerState;
  readonly onClose: () => void;
}

interface Entry {
  readonly file: File;
  readonly picture: boolean;
  readonly areas: readonly Area[];
  readonly mode: 'cover' | 'keep';
  readonly made: Preparation | null;
  readonly alt: string;
}

const begin = (file: File): Entry => ({
  file,
  picture: file.type.startsWith('image/'),
  areas: [],
  mode: 'cover',
  made: null,
  alt: '',
});
const LONGEST_ALT = 300;

/** What is about to be sent, as it will be seen: every picture cleaned, covered where that is wanted, and described. */
export function SendSheet({ channel, files, state, onClose }: SendSheetProps) {
  const [entries, setEntries] = useState<readonly Entry[]>(() => files.slice(0, MOST_FILES).map(begin));
  const [covering, setCovering] = useState<number | null>(null);
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const [caption, setCaption] = useState(state.text);
  const [sending, setSending] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const control = useRef<AbortController | null>(null);
  const latest = useRef(entries);
  latest.current = entries;
  useEffect(() => () => control.current?.abort(), []);

  const set = (at: number, more: Partial<Entry>) =>
    setEntries((all) => all.map((entry, index) => (index === at ? { ...entry, ...more } : entry)));
  const prepare = async (at: number, entry: Entry) => {
    const { file, areas, mode } = entry;
    const made = entry.picture
      ? await prepareImage(file, areas.length === 0 ? {} : { redactions: areas, mode })
      : await prepareFile(file);
    // Changed meanwhile: the later one counts.
    if (latest.current[at]?.areas !== areas || latest.current[at]?.mode !== mode) return;
    set(at, { made });
    if (!made.ok) announce(faultWords(made), 'assertive');
  };
  useEffect(() => {
    entries.forEach((entry, at) => void prepare(at, entry));
  }, []);

  const pictures = entries.some((entry) => entry.picture);
  const ready = entries.every(({ made }) => made?.ok === true);
  const send = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!ready || (pictures && !agreed) || sending !== null || entries.length === 0) return;
    control.current = new AbortController();
    setSending(0);
    setFault(null);
    announce(t('sending'));
    const outgoing = entries.flatMap(({ made, alt }): Outgoing[] =>
      made?.ok === true ? [{ prepared: made, alt: alt.trim() }] : [],
    );
    const { replyTo, thread, mentions } = state.extras();
    const post = {
      text: caption.trim(),
      replyTo,
      thread,
      mentions,
      timerSeconds: state.options.timer,
      viewOnce: state.options.once,
    };
    const outcome = await sendFiles(channel, outgoing, post, setSending, control.current.signal);
    setSending(null);
    if (outcome === null) return announce(t('sending-cancelled'));
    if (outcome !== '') {
      setFault(outcome);
      return;
    }
    state.change('');
    state.leave();
    onClose();
  };
  if (covering !== null && entries[covering] !== undefined) {
    const entry = entries[covering];
    return (
      <Dialog title={t('cover-title')} closeLabel={t('close')} onClose={() => setCovering(null)}>
        <Redact
          file={entry.file}
          areas={entry.areas}
          mode={entry.mode}
          onDone={(areas, mode) => {
            const next = { ...entry, areas, mode, made: null };
            set(covering, next);
            latest.current = latest.current.map((each, at) => (at === covering ? next : each));
            void prepare(covering, next);
            setCovering(null);
          }}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={t('send-title')} closeLabel={t('close')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        {files.length > MOST_FILES ? (
          <Banner kind="caution">{t('send-too-many', { count: MOST_FILES })}</Banner>
        ) : null}
        <ul class="stack">
          {entries.map((entry, at) => (
            <li key={at}>
              <Outgo
                entry={entry}
                onAlt={(alt) => set(at, { alt })}
                onCover={() => setCovering(at)}
                onDrop={() => setEntries(entries.filter((_, index) => index !== at))}
              />
            </li>
          ))}
        </ul>
        <TextField label={t('send-caption')} value={caption} onValue={setCaption} lines={2} />
        {pictures ? (
          <div>
            <Checkbox checked={agreed} onChecked={setAgreed}>
              {t('send-agreed')}
              <span class="choice-note">{t('send-agreed-note')}</span>
            </Checkbox>
            {tried && !agreed ? (
              <p class="field-error" role="alert">
                {t('send-agreed-first')}
              </p>
            ) : null}
          </div>
        ) : null}
        <Fault text={fault} />
        {sending === null ? null : (
          <progress class="send-progress" max={1} value={sending} aria-label={t('sending')} />
        )}
        <div class="row row-end">
          {sending === null ? (
            <Button onClick={onClose}>{t('cancel')}</Button>
          ) : (
            <Button onClick={() => control.current?.abort()}>{t('sending-cancel')}</Button>
          )}
          <Button
            kind="primary"
            type="submit"
            busy={sending !== null}
            disabled={!ready || entries.length === 0}
          >
            {t('send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface OutgoProps {
  readonly entry: Entry;
  readonly onAlt: (alt: string) => void;
  readonly onCover: () => void;
  readonly onDrop: () => void;
}

function Outgo({ entry, onAlt, onCover, onDrop }: OutgoProps) {
  const { file, picture, made } = entry;
  const url = useAddress(made?.ok === true && picture ? made.blob : null);
  return (
    <div class="outgo stack-close">
      {url === null ? null : <img class="outgo-image" src={url} alt={entry.alt || t('send-preview')} />}
      <p class="file-line small">
        <Icon name={picture ? 'image' : 'file'} />
        <bdi>{made?.ok === true ? made.name : file.name}</bdi>
        <span class="quiet">{sizeWords(made?.ok === true ? made.blob.size : file.size)}</span>
      </p>
      {made === null ? (
        <p class="quiet small" aria-busy="true">
          {t(picture ? 'send-cleaning' : 'send-preparing')}
        </p>
      ) : made.ok ? (
        <ul class="small quiet">
          <li>{t(picture ? 'send-clean' : 'send-as-is')}</li>
          {made.notices.map((notice) => (
            <li key={notice}>{t(`file-notice-${notice}`)}</li>
          ))}
        </ul>
      ) : (
        <div role="alert">
          <Banner kind="danger" title={t('send-blocked')}>
            {faultWords(made)}
          </Banner>
        </div>
      )}
      {picture && made?.ok === true ? (
        <TextField
          label={t('send-alt')}
          hint={t('send-alt-hint')}
          value={entry.alt}
          onValue={onAlt}
          maxLength={LONGEST_ALT}
        />
      ) : null}
      <div class="row">
        {picture && made?.ok === true ? (
          <Button onClick={onCover}>
            {entry.areas.length === 0 ? t('cover') : t('cover-again', { count: entry.areas.length })}
          </Button>
        ) : null}
        <Button onClick={onDrop}>{t('send-drop')}</Button>
      </div>
    </div>
  );
}

/** An address for bytes, as long as they are shown. */
export function useAddress(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (blob === null) return setUrl(null);
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
