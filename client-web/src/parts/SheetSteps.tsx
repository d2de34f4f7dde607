import './parts.css';
import './sheet-steps.css';
import { useEffect, useState } from 'preact/hooks';
import { noSheet, sheetRehearsed } from '../core/acts';
import type { SheetText } from '../core/queries';
import { t } from '../i18n/t';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { focusFirstInvalid } from '../ui/focus';
import { QrCode } from '../ui/QrCode';
import { CopyButton } from './CopyButton';
import { Fault } from './Fault';
import { drawPositions, rehearsed } from './rehearsal';
import { useAct } from './use-act';
import { WordList } from './WordList';
import { WordsEntry } from './WordsEntry';

interface SheetStepsProps {
  readonly sheet: SheetText;
  /** Rehearsed, put off, or done without. */
  readonly onDone: (how: 'rehearsed' | 'later' | 'none') => void;
}

type Step = 'sheet' | 'rehearse' | 'none';
const ASKED = 3;

/** The sheet as words and code, then three of its words typed back; or not, said honestly. */
export function SheetSteps({ sheet, onDone }: SheetStepsProps) {
  const [step, setStep] = useState<Step>('sheet');
  const acting = useAct();
  if (step === 'rehearse') {
    return (
      <Rehearse
        sheet={sheet}
        onBack={() => setStep('sheet')}
        onRight={() => {
          void acting.run(sheetRehearsed).then((done) => done && onDone('rehearsed'));
        }}
        fault={acting.fault}
        busy={acting.busy}
      />
    );
  }
  if (step === 'none') {
    return (
      <div class="stack">
        <Banner kind="caution" title={t('sheet-none-title')}>
          {t('sheet-none-what')}
        </Banner>
        <Fault text={acting.fault} />
        <div class="row row-end">
          <Button onClick={() => setStep('sheet')}>{t('back')}</Button>
          <Button
            kind="danger"
            busy={acting.busy}
            onClick={() => void acting.run(noSheet).then((done) => done && onDone('none'))}
          >
            {t('sheet-none')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div class="stack">
      <p>{t('sheet-what')}</p>
      <div class="print-sheet stack">
        <p class="print-only">{t('sheet-print-title')}</p>
        <WordList large indexes={sheet.words} label={t('sheet-words')} />
        <QrCode text={sheet.text} label={t('sheet-qr')} />
        <p class="link-text" translate={false}>
          {sheet.text}
        </p>
      </div>
      <div class="row">
        <Button onClick={() => print()}>{t('sheet-print')}</Button>
        <CopyButton text={sheet.text}>{t('sheet-copy')}</CopyButton>
      </div>
      <Banner kind="caution">{t('sheet-care')}</Banner>
      <p class="quiet small">{t('sheet-later-what')}</p>
      <div class="row row-end">
        <Button kind="plain" onClick={() => setStep('none')}>
          {t('sheet-none')}
        </Button>
        <Button onClick={() => onDone('later')}>{t('sheet-later')}</Button>
        <Button kind="primary" onClick={() => setStep('rehearse')}>
          {t('sheet-have')}
        </Button>
      </div>
    </div>
  );
}

function Rehearse(props: {
  readonly sheet: SheetText;
  readonly onBack: () => void;
  readonly onRight: () => void;
  readonly fault: string | null;
  readonly busy: boolean;
}) {
  const { sheet } = props;
  const [positions] = useState(() => drawPositions(sheet.words.length, ASKED));
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const [list, setList] = useState<readonly string[]>([]);
  useEffect(() => void import('./words').then(({ words }) => setList(words)), []);
  const check = (event: Event) => {
    event.preventDefault();
    const asked = positions.map((at) => list[sheet.words[at] ?? -1] ?? '');
    const faults = rehearsed(asked, typed);
    setWrong(faults);
    if (faults.length === 0) props.onRight();
    else focusFirstInvalid(event.currentTarget);
  };
  return (
    <form class="stack" noValidate onSubmit={check}>
      <p>{t('sheet-rehearse-what')}</p>
      <WordsEntry
        label={t('sheet-rehearse')}
        numbers={positions.map((at) => at + 1)}
        value={typed}
        onValue={setTyped}
        unknown={wrong}
        wrong={t('sheet-rehearse-wrong')}
      />
      <Fault text={props.fault} />
      <div class="row row-end">
        <Button kind="plain" onClick={props.onBack}>
          {t('back')}
        </Button>
        <Button kind="primary" type="submit" busy={props.busy}>
          {t('sheet-check')}
        </Button>
      </div>
    </form>
  );
}
