import './parts.css';
import { useEffect } from 'preact/hooks';
import { linkCancel, linkConfirm } from '../core/acts';
import { serverNow } from '../core/group';
import type { Linking as LinkingState } from '../core/view';
import { momentWords } from '../i18n/times';
import { t } from '../i18n/t';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { announce } from '../ui/live';
import { QrCode } from '../ui/QrCode';
import { CopyButton } from './CopyButton';
import { Fault } from './Fault';
import { useAct } from './use-act';
import { WordList } from './WordList';

interface LinkingProps {
  readonly linking: LinkingState;
  /** Leaves what has ended. */
  readonly onEnd: () => void;
}

/** The steps of linking, the same on both devices: a code, four words that have to be the same, and waiting. */
export function Linking({ linking, onEnd }: LinkingProps) {
  const acting = useAct();
  const { side, stage } = linking;
  useEffect(() => {
    if (stage !== 'showing')
      announce(t(`linking-${stage}-title`), stage === 'alarm' ? 'assertive' : 'polite');
  }, [stage]);
  const cancel = (
    <Button
      onClick={() => {
        void acting.run(linkCancel);
        onEnd();
      }}
    >
      {t('cancel')}
    </Button>
  );
  return (
    <div class="stack">
      <Fault text={acting.fault} />
      {stage === 'showing' ? <Showing linking={linking} /> : null}
      {stage === 'connecting' ? <p aria-busy="true">{t('linking-connecting')}</p> : null}
      {stage === 'compare' ? (
        <>
          <h2>{t('linking-compare-title')}</h2>
          <p>{t(`linking-compare-${side}`)}</p>
          <WordList large indexes={linking.check} label={t('linking-check')} />
          {linking.confirmed ? (
            <p class="quiet">{t('linking-confirmed')}</p>
          ) : (
            <div class="row">
              <Button kind="primary" busy={acting.busy} onClick={() => void acting.run(linkConfirm)}>
                {t('compare-match')}
              </Button>
              <Button onClick={() => void acting.run(linkCancel)}>{t('compare-no-match')}</Button>
            </div>
          )}
        </>
      ) : null}
      {stage === 'waiting' ? (
        <>
          <h2>{t('linking-waiting-title')}</h2>
          <p>{t(`linking-waiting-${side}`)}</p>
        </>
      ) : null}
      {stage === 'alarm' ? (
        <Banner kind="danger" title={t('linking-alarm-title')}>
          {t('linking-alarm')}
        </Banner>
      ) : null}
      {stage === 'failed' ? (
        <Banner kind="caution" title={t('linking-failed-title')}>
          {t('linking-failed')}
        </Banner>
      ) : null}
      {stage === 'done' ? <Banner title={t('linking-done-title')}>{t(`linking-done-${side}`)}</Banner> : null}
      <div class="row row-end">
        {stage === 'done' || stage === 'failed' || stage === 'alarm' ? (
          <Button
            onClick={() => {
              if (stage !== 'done') void acting.run(linkCancel);
              onEnd();
            }}
          >
            {t('close')}
          </Button>
        ) : (
          cancel
        )}
      </div>
    </div>
  );
}

function Showing({ linking }: { readonly linking: LinkingState }) {
  return (
    <>
      <p>{t('linking-showing')}</p>
      {linking.code === null ? null : (
        <>
          <QrCode text={linking.code} label={t('linking-qr')} />
          <div class="row">
            <CopyButton text={linking.code}>{t('linking-copy')}</CopyButton>
          </div>
        </>
      )}
      <h2>{t('linking-words')}</h2>
      <p>{t('linking-words-what')}</p>
      <WordList indexes={linking.words} label={t('linking-words')} />
      <p class="quiet small">{t('linking-until', { when: momentWords(linking.until, serverNow()) })}</p>
    </>
  );
}
