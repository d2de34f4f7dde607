import { useState } from 'preact/hooks';
import { linkByCode, linkByWords, startAs } from '../../core/life';
import { t, tFor } from '../../i18n/t';
import { Fault } from '../../parts/Fault';
import { Scanner } from '../../parts/Scanner';
import { countTo, WordsEntry } from '../../parts/WordsEntry';
import { indexesOf } from '../../parts/word-indexes';
import { Button } from '../../ui/Button';
import { RadioGroup } from '../../ui/Choices';
import { focusFirstInvalid } from '../../ui/focus';
import { Sheet } from '../../ui/Sheet';
import { emptyPassphrase, PassphraseStep } from './PassphraseStep';

type Way = 'scan' | 'words';
const WORDS = 10;
const LINK = /\/l#v1\./;

/** This browser becomes another device of somebody who is in: the code of the other device, then a passphrase here. */
export function LinkNew({ code: given }: { readonly code: string | null }) {
  const [code, setCode] = useState(given);
  const [indexes, setIndexes] = useState<readonly number[] | null>(null);
  const [passphrase, setPassphrase] = useState(emptyPassphrase);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const known = code !== null || indexes !== null;
  const finish = async (secret: string) => {
    setBusy(true);
    setFault(null);
    const outcome = await (code !== null ? linkByCode(secret, code) : linkByWords(secret, indexes ?? []));
    setBusy(false);
    if (outcome !== '') setFault(tFor('error', outcome, 'error-unknown'));
  };
  return (
    <Sheet
      title={t(known ? 'passphrase-title' : 'start-link')}
      progress={t('step', { at: known ? 2 : 1, of: 3 })}
    >
      <Fault text={fault} />
      {known ? (
        <PassphraseStep
          entry={passphrase}
          onEntry={setPassphrase}
          onBack={() => {
            setCode(null);
            setIndexes(null);
          }}
          onDone={(secret) => void finish(secret)}
          doneLabel={t(busy ? 'link-busy' : 'link-go')}
          busy={busy}
        />
      ) : (
        <CodeStep onCode={setCode} onWords={setIndexes} />
      )}
    </Sheet>
  );
}

function CodeStep(props: {
  readonly onCode: (code: string) => void;
  readonly onWords: (indexes: readonly number[]) => void;
}) {
  const [way, setWay] = useState<Way>('scan');
  const [words, setWords] = useState<readonly string[]>([]);
  const [unknown, setUnknown] = useState<readonly number[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const takeWords = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const list = await import('../../parts/words');
    const found = indexesOf(list.words, words, WORDS);
    setUnknown(found.ok ? [] : found.unknown);
    if (found.ok) props.onWords(found.indexes);
    else focusFirstInvalid(form);
  };
  return (
    <div class="stack">
      <p>{t('link-new-what')}</p>
      <RadioGroup<Way>
        label={t('link-how')}
        value={way}
        onValue={setWay}
        choices={[
          { value: 'scan', label: t('link-scan') },
          { value: 'words', label: t('link-words'), note: t('link-words-note', { server: location.host }) },
        ]}
      />
      <Fault text={fault} />
      {way === 'scan' ? (
        <>
          <Scanner onText={(text) => (LINK.test(text) ? props.onCode(text) : setFault(t('link-not-code')))} />
          <div class="row row-end">
            <Button kind="plain" onClick={() => startAs('start')}>
              {t('back')}
            </Button>
          </div>
        </>
      ) : (
        <form class="stack" noValidate onSubmit={(event) => void takeWords(event)}>
          <WordsEntry
            label={t('linking-words')}
            numbers={countTo(WORDS)}
            value={words}
            onValue={setWords}
            unknown={unknown}
          />
          <div class="row row-end">
            <Button kind="plain" onClick={() => startAs('start')}>
              {t('back')}
            </Button>
            <Button kind="primary" type="submit">
              {t('next')}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
