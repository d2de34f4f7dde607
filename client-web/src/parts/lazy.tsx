import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/t';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { useSlow } from '../ui/useSlow';

type Load<P> = () => Promise<ComponentType<P>>;

const known: Load<never>[] = [];

/**
 * A screen that is fetched when it is first needed, so that unlocking stays light. {@link fetchRest} gets them all in a
 * quiet moment: then they are there offline too.
 */
export function lazy<P extends object>(load: Load<P>): (props: P) => VNode | null {
  let made: ComponentType<P> | null = null;
  const get: Load<P> = async () => (made ??= await load());
  known.push(get as Load<never>);
  return function Lazy(props: P) {
    const [, arrived] = useState(made !== null);
    const [failed, setFailed] = useState(false);
    const slow = useSlow(made === null && !failed);
    const fetchIt = () => {
      setFailed(false);
      get().then(
        () => arrived(true),
        () => setFailed(true),
      );
    };
    useEffect(() => {
      if (made === null) fetchIt();
    }, []);
    if (made !== null) {
      const Made = made;
      return <Made {...props} />;
    }
    if (failed) {
      return (
        <div class="pane-body" role="alert">
          <Banner kind="caution" actions={<Button onClick={fetchIt}>{t('retry')}</Button>}>
            {t('not-loaded')}
          </Banner>
        </div>
      );
    }
    return slow ? (
      <p class="pane-body quiet" aria-busy="true">
        {t('loading')}
      </p>
    ) : null;
  };
}

/** Fetches every screen that has not been yet. What fails is tried again when it is needed. */
export async function fetchRest(): Promise<void> {
  for (const load of known) await load().catch(() => undefined);
}
