import './parts.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/t';
import { Button } from '../ui/Button';
import { TextField } from '../ui/Field';
import { openCamera, type Camera } from './camera';

interface ScannerProps {
  /** What was read, or pasted. Called once for each. */
  readonly onText: (text: string) => void;
  readonly busy?: boolean;
  /** What can be typed instead; by default the text of the code. */
  readonly pasteLabel?: string;
}

/** Reads a code with the camera; where there is none, or it may not be used, the code's text is pasted. */
export function Scanner({ onText, busy = false, pasteLabel }: ScannerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const camera = useRef<Camera | null>(null);
  const [state, setState] = useState<'off' | 'on' | 'denied'>('off');
  const [pasted, setPasted] = useState('');
  const stop = () => {
    camera.current?.stop();
    camera.current = null;
  };
  useEffect(() => stop, []);
  const start = async () => {
    setState('on');
    try {
      const opened = await openCamera((text) => {
        stop();
        setState('off');
        onText(text);
      });
      // Closed while the browser was asking.
      if (video.current === null) return opened.stop();
      camera.current = opened;
      video.current.srcObject = opened.stream;
      await video.current.play();
      opened.watch(video.current);
    } catch {
      stop();
      setState('denied');
    }
  };
  return (
    <div class="stack-small">
      {state === 'on' ? (
        <video ref={video} class="scanner" muted playsInline aria-label={t('scan-view')} />
      ) : null}
      <div class="row">
        {state === 'on' ? (
          <Button
            onClick={() => {
              stop();
              setState('off');
            }}
          >
            {t('scan-stop')}
          </Button>
        ) : (
          <Button busy={busy} onClick={() => void start()}>
            {t('scan-start')}
          </Button>
        )}
      </div>
      {state === 'denied' ? (
        <p class="field-error" role="alert">
          {t('scan-denied')}
        </p>
      ) : null}
      <div class="scanner-paste">
        <TextField
          label={pasteLabel ?? t('scan-paste')}
          value={pasted}
          onValue={setPasted}
          spellcheck={false}
        />
        <Button
          disabled={pasted.trim() === ''}
          busy={busy}
          onClick={() => {
            onText(pasted.trim());
            setPasted('');
          }}
        >
          {t('scan-use')}
        </Button>
      </div>
    </div>
  );
}
