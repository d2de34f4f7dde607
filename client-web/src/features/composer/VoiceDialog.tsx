import { useEffect, useRef, useState } from 'preact/hooks';
import type { Channel } from '../../core/view';
import { prepareVoice, type Prepared } from '../../parts/files';
import { durationWords, sizeWords } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { Fault } from '../../parts/Fault';
import { faultWords, sendFiles } from '../../parts/sending';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { announce } from '../../ui/live';
import { useAddress } from './SendSheet';
import type { ComposerState } from './use-composer';

const LONGEST_MS = 5 * 60_000;

type Stage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'recording'; readonly since: number }
  | { readonly kind: 'preparing' }
  | { readonly kind: 'made'; readonly prepared: Prepared }
  | { readonly kind: 'sending'; readonly prepared: Prepared; readonly fraction: number };

interface VoiceDialogProps {
  readonly channel: Channel;
  readonly state: ComposerState;
  readonly onClose: () => void;
}

/** Records, lets one listen, and sends. The microphone is on only while it says so. */
export function VoiceDialog({ channel, state, onClose }: VoiceDialogProps) {
  const [stage, setStage] = useState<Stage>({ kind: 'ready' });
  const [fault, setFault] = useState<string | null>(null);
  const [now, setNow] = useState(0);
  const recorder = useRef<MediaRecorder | null>(null);
  const control = useRef<AbortController | null>(null);
  const url = useAddress(stage.kind === 'made' || stage.kind === 'sending' ? stage.prepared.blob : null);
  const silence = () => {
    for (const track of recorder.current?.stream.getTracks() ?? []) track.stop();
  };
  useEffect(
    () => () => {
      if (recorder.current !== null) recorder.current.onstop = null;
      silence();
      control.current?.abort();
    },
    [],
  );
  useEffect(() => {
    if (stage.kind !== 'recording') return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() - stage.since > LONGEST_MS) recorder.current?.stop();
    }, 500);
    return () => clearInterval(timer);
  }, [stage.kind]);

  const record = async () => {
    setFault(null);
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const made = new MediaRecorder(stream);
      const parts: Blob[] = [];
      made.ondataavailable = ({ data }) => parts.push(data);
      made.onstop = () => void finish(new Blob(parts, { type: made.mimeType }));
      recorder.current = made;
      made.start();
      setNow(Date.now());
      setStage({ kind: 'recording', since: Date.now() });
      announce(t('voice-recording'));
    } catch {
      setFault(t('voice-denied'));
    }
  };
  const finish = async (recorded: Blob) => {
    silence();
    setStage({ kind: 'preparing' });
    const prepared = await prepareVoice(recorded);
    if (!prepared.ok) {
      setFault(faultWords(prepared));
      setStage({ kind: 'ready' });
      return;
    }
    setStage({ kind: 'made', prepared });
    announce(t('voice-made'));
  };
  const send = async (prepared: Prepared) => {
    control.current = new AbortController();
    setStage({ kind: 'sending', prepared, fraction: 0 });
    const { replyTo, thread } = state.extras();
    const outcome = await sendFiles(
      channel,
      [{ prepared, alt: '' }],
      { text: '', replyTo, thread, timerSeconds: state.options.timer, viewOnce: state.options.once },
      (fraction) => setStage({ kind: 'sending', prepared, fraction }),
      control.current.signal,
    );
    setStage({ kind: 'made', prepared });
    if (outcome === '') {
      state.leave();
      onClose();
    } else if (outcome !== null) setFault(outcome);
  };
  return (
    <Dialog title={t('add-voice')} closeLabel={t('close')} onClose={onClose}>
      <p>{t('voice-what')}</p>
      <Fault text={fault} />
      {stage.kind === 'recording' ? (
        <>
          <p class="voice-time">
            <Icon name="mic" /> <span aria-hidden="true">{clock(now - stage.since)}</span> {t('voice-on')}
          </p>
          <Button kind="primary" onClick={() => recorder.current?.stop()}>
            <Icon name="stop" />
            {t('voice-stop')}
          </Button>
        </>
      ) : null}
      {stage.kind === 'preparing' ? <p aria-busy="true">{t('send-preparing')}</p> : null}
      {url !== null ? (
        // A recording of one's own voice, to listen before it is sent.
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <audio controls src={url} aria-label={t('voice-listen')} />
      ) : null}
      {stage.kind === 'made' || stage.kind === 'sending' ? (
        <p class="quiet small">
          {durationWords(Math.max(1, Math.round(stage.prepared.duration / 1000)))},{' '}
          {sizeWords(stage.prepared.blob.size)}
        </p>
      ) : null}
      {stage.kind === 'sending' ? (
        <progress max={1} value={stage.fraction} aria-label={t('sending')} />
      ) : null}
      {stage.kind === 'recording' || stage.kind === 'preparing' ? null : (
        <div class="row row-end">
          {stage.kind === 'sending' ? (
            <Button onClick={() => control.current?.abort()}>{t('sending-cancel')}</Button>
          ) : (
            <Button onClick={() => void record()}>
              {t(stage.kind === 'made' ? 'voice-again' : 'voice-start')}
            </Button>
          )}
          {stage.kind === 'made' || stage.kind === 'sending' ? (
            <Button kind="primary" busy={stage.kind === 'sending'} onClick={() => void send(stage.prepared)}>
              {t('send')}
            </Button>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}

function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
