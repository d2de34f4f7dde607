import { useEffect, useRef, useState } from 'preact/hooks';
import { newHere, view } from '../core/group';
import { begunNow, stage } from '../core/life';
import { Broken, Elsewhere, Ending, SharedReason, Unsupported, Wiped } from '../features/endings/Ending';
import { Start } from '../features/onboarding/Start';
import { Unlock } from '../features/unlock/Unlock';
import { t } from '../i18n/t';
import { LiveRegions } from '../ui/live';
import { Sheet } from '../ui/Sheet';
import { Toasts } from '../ui/toast';
import { useSlow } from '../ui/useSlow';
import {
  Answering,
  ComeBack,
  fetchChannel,
  ForkBody,
  SuccessionBody,
  Found,
  Founding,
  Join,
  LastStep,
  LinkNew,
  WaitingRoom,
} from './pages';
import { Shell } from './Shell';

export function App() {
  return (
    <>
      <Screen />
      <Toasts />
      <LiveRegions />
    </>
  );
}

function Screen() {
  const now = stage.value;
  const soon = now.kind === 'locked' || now.kind === 'open';
  useEffect(() => {
    if (soon) fetchChannel();
  }, [soon]);
  switch (now.kind) {
    case 'loading':
      return <Loading />;
    case 'unsupported':
      return <Unsupported missing={now.missing} />;
    case 'elsewhere':
      return <Elsewhere lost={now.lost} />;
    case 'start':
      return <Start />;
    case 'found':
      return <Found />;
    case 'join':
      return <Join invite={now.invite} />;
    case 'link':
      return <LinkNew code={now.code} />;
    case 'recover':
      return <ComeBack />;
    case 'locked':
      return <Unlock halfMissing={now.halfMissing} ignoredLink={now.ignoredLink} />;
    case 'open':
      return <Open />;
    case 'wiped':
      return <Wiped why={now.why} />;
    case 'broken':
      return <Broken what={now.what} />;
  }
}

function Loading() {
  return useSlow(true) ? (
    <Sheet title={t('loading')}>
      <p aria-busy="true">{t('loading-what')}</p>
    </Sheet>
  ) : null;
}

function Open() {
  const [reading, setReading] = useState(false);
  const [, entered] = useState(false);
  const phase = view.value?.phase;
  // Who was let in while the page was open comes by the last step, also after a reload in between.
  const arriving = useRef(false);
  if (phase === 'waiting' || phase === 'welcomed') arriving.current = true;
  switch (phase) {
    case undefined:
      return <Loading />;
    case 'founding':
      return <Founding />;
    case 'answering':
      return <Answering />;
    case 'requesting':
    case 'waiting':
    case 'welcomed':
      return <WaitingRoom />;
    case 'ready':
      return begunNow.value || arriving.current ? (
        <LastStep
          onDone={() => {
            begunNow.value = false;
            newHere.value = true;
            arriving.current = false;
            entered(true);
          }}
        />
      ) : (
        <Shell />
      );
    case 'declined':
      // A used or expired link ends in the same phase; the waiting room knows the words for it.
      return view.value?.problem === null ? (
        <Ending phase={phase}>
          <SharedReason />
        </Ending>
      ) : (
        <WaitingRoom />
      );
    case 'deleted':
      return <Ending phase={phase} />;
    case 'removed':
    case 'left':
    case 'halted':
      return reading ? (
        <Shell ended={() => setReading(false)} />
      ) : (
        <Ending phase={phase} onRead={() => setReading(true)}>
          {phase === 'halted' && view.value?.fork ? <ForkBody /> : null}
          {phase === 'halted' && view.value?.succession ? <SuccessionBody /> : null}
        </Ending>
      );
  }
}
