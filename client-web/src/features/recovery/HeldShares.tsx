import { useEffect, useState } from 'preact/hooks';
import { view } from '../../core/group';
import { shareText } from '../../core/queries';
import type { HeldShare } from '../../core/view';
import { t } from '../../i18n/t';
import { nameOf } from '../../parts/names';
import { WordList } from '../../parts/WordList';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { QrCode } from '../../ui/QrCode';

/** Parts of others' sheets: hidden until their owner asks for them, and read aloud then, never sent. */
export function HeldShares() {
  const shares = view.value?.heldShares ?? [];
  return shares.length === 0 ? null : (
    <section class="stack-close">
      <h2>{t('held-shares')}</h2>
      <Banner>{t('held-shares-what')}</Banner>
      <ul class="cards">
        {shares.map((share) => (
          <ShareCard key={`${share.owner}-${share.index}`} share={share} />
        ))}
      </ul>
    </section>
  );
}

function ShareCard({ share }: { readonly share: HeldShare }) {
  const [shown, setShown] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const name = nameOf(share.owner);
  useEffect(() => {
    if (shown) void shareText(share.owner).then(setText);
  }, [shown, share.owner]);
  return (
    <li class="card">
      <h3>
        <bdi>{name}</bdi>
      </h3>
      {shown ? (
        <>
          <p>{t('held-share-number', { number: share.index })}</p>
          <WordList indexes={share.words} label={t('held-share-words', { name })} />
          {text === null ? null : (
            <>
              <p>{t('held-share-whole', { name })}</p>
              <QrCode text={text} label={t('held-share-qr', { name })} />
            </>
          )}
        </>
      ) : null}
      <div class="row">
        <Button expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'held-share-hide' : 'held-share-show', { name })}
        </Button>
      </div>
    </li>
  );
}
