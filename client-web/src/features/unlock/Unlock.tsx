import { useEffect, useRef, useState } from 'preact/hooks';
import { unlock, wipe } from '../../core/life';
import { t, tFor } from '../../i18n/t';
import { typedWords } from '../../i18n/typed';
import { delaySeconds, wrongPassphrases } from '../../platform/device';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { announce } from '../../ui/live';
import { Sheet } from '../../ui/Sheet';
import { useSlow } from '../../ui/useSlow';
import { TypedConfirm } from '../../ui/TypedConfirm';

interface UnlockProps {
  readonly halfMissing: boolean;
  /** A link was opened on a device that already holds a group. */
  readonly ignoredLink: boolean;
}

/** The way in. Shows nothing of the group. */
export function Unlock({ halfMissing, ignoredLink }: UnlockProps) {
  const [passphrase, setPassphrase] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [wait, setWait] = useState(() => delaySeconds(wrongPassphrases()));
  const [asking, setAsking] = useState<'forgot' | 'wipe' | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const slow = useSlow(busy);

  useEffect(() => {
    if (wait <= 0) return undefined;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || wait > 0 || passphrase.trim() === '') return;
    setBusy(true);
    setFault(null);
    const outcome = await unlock(passphrase);
    setBusy(false);
    if (outcome === '') return;
    setPassphrase('');
    const words = tFor('error', outcome, 'error-unknown');
    setFault(words);
    const seconds = delaySeconds(wrongPassphrases());
    setWait(seconds);
    // The countdown itself is never announced.
    announce(seconds > 0 ? `${words} ${t('unlock-wait', { seconds })}` : words, 'assertive');
    input.current?.focus();
  };

  return (
    <Sheet title={t('unlock-title')}>
      {ignoredLink ? <Banner kind="caution">{t('unlock-ignored-link')}</Banner> : null}
      {halfMissing ? <Banner kind="danger">{t('unlock-half-missing')}</Banner> : null}
      <form class="stack" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t('passphrase')}
          type={shown ? 'text' : 'password'}
          autocomplete="current-password"
          spellcheck={false}
          autoFocus
          inputRef={input}
          value={passphrase}
          onValue={setPassphrase}
          error={fault}
          hint={capsLock ? t('caps-lock') : undefined}
          onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
        />
        <div class="row">
          <Button kind="primary" type="submit" busy={busy} disabled={wait > 0}>
            {wait > 0 ? t('unlock-wait', { seconds: wait }) : t(slow ? 'unlock-busy' : 'unlock')}
          </Button>
          <Button pressed={shown} onClick={() => setShown(!shown)}>
            {t('passphrase-show')}
          </Button>
        </div>
      </form>
      <div class="row">
        <Button
          kind="plain"
          expanded={asking === 'forgot'}
          onClick={() => setAsking(asking === null ? 'forgot' : null)}
        >
          {t('forgot')}
        </Button>
      </div>
      {asking === 'forgot' ? (
        <Banner
          title={t('forgot-title')}
          actions={
            <Button kind="danger" onClick={() => setAsking('wipe')}>
              {t('wipe')}
            </Button>
          }
        >
          {t('forgot-what')}
        </Banner>
      ) : null}
      {asking === 'wipe' ? (
        <TypedConfirm
          words={typedWords(t('wipe-title'), t('wipe'), t('wipe-word'))}
          onClose={() => setAsking(null)}
          onConfirm={() => void wipe()}
        >
          <p>{t('wipe-what')}</p>
        </TypedConfirm>
      ) : null}
    </Sheet>
  );
}
