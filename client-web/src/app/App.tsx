import { useState } from 'preact/hooks';
import { view } from '../core/group';
import { stage } from '../core/life';
import { Broken, Elsewhere, Ending, Unsupported, Wiped } from '../features/endings/Ending';
import { Found } from '../features/onboarding/Found';
import { Join } from '../features/onboarding/Join';
import { Start } from '../features/onboarding/Start';
import { Founding, WaitingRoom } from '../features/onboarding/WaitingRoom';
import { Unlock } from '../features/unlock/Unlock';
import { t } from '../i18n/t';
import { LiveRegions } from '../ui/live';
import { Sheet } from '../ui/Sheet';
import { Toasts } from '../ui/toast';
import { useSlow } from '../ui/useSlow';
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
    case 'locked':
      return <Unlock halfMissing={now.halfMissing} ignoredLink={now.ignoredLink} />;
    case 'open':
      return <Open />;
    case 'wiped':
      return <Wiped />;
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
  const phase = view.value?.phase;
  switch (phase) {
    case undefined:
      return <Loading />;
    case 'founding':
      return <Founding />;
    case 'requesting':
    case 'answering':
    case 'waiting':
    case 'welcomed':
      return <WaitingRoom />;
    case 'ready':
      return <Shell />;
    case 'declined':
      // A used or expired link ends in the same phase; the waiting room knows the words for it.
      return view.value?.problem === null ? <Ending phase={phase} /> : <WaitingRoom />;
    case 'deleted':
      return <Ending phase={phase} />;
    case 'removed':
    case 'left':
    case 'halted':
      return reading ? (
        <Shell ended={() => setReading(false)} />
      ) : (
        <Ending phase={phase} onRead={() => setReading(true)} />
      );
  }
}
