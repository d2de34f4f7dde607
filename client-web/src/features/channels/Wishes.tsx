import { agreeInChannel, withdrawFromChannel } from '../../core/acts';
import type { Channel, Wish } from '../../core/view';
import { t } from '../../i18n/t';
import { durationWords } from '../../i18n/times';
import { ActDialog } from '../../parts/ActDialog';
import { Fault } from '../../parts/Fault';
import { nameList } from '../../parts/names';
import { useAct } from '../../parts/use-act';
import { Button } from '../../ui/Button';

const ABOUT = {
  add: 'wish-add',
  remove: 'wish-remove',
  keeper: 'wish-keeper',
  'no-keeper': 'wish-no-keeper',
} as const;

/** What would be done, in one line. */
function wishWords({ kind, members, value }: Wish): string {
  switch (kind) {
    case 'timer':
      return value === 0 ? t('wish-timer-off') : t('wish-timer', { duration: durationWords(value) });
    case 'voices':
      return t('wish-voices', { count: value });
    default:
      return t(ABOUT[kind], { names: nameList(members) });
  }
}

interface WishesProps {
  readonly channel: Channel;
  /** To ask whether one really agrees. */
  readonly onAgree: (wish: Wish) => void;
}

/** What some keepers want and others have not agreed to: to agree with it, or to take the own voice back. */
export function Wishes({ channel, onAgree }: WishesProps) {
  const acting = useAct();
  if (channel.wishes.length === 0) return null;
  return (
    <section class="stack-close">
      <h3>{t('wishes')}</h3>
      <p class="quiet small">{t('wishes-what')}</p>
      <Fault text={acting.fault} />
      <ul class="trail">
        {channel.wishes.map((wish) => (
          <li key={wish.id} class="stack-small">
            <span>{wishWords(wish)}</span>
            <span class="quiet small">{t('wish-by', { names: nameList(wish.by) })}</span>
            <div class="row">
              <Button
                busy={acting.busy}
                onClick={() =>
                  wish.mine ? void acting.run(() => withdrawFromChannel(channel.id, wish.id)) : onAgree(wish)
                }
              >
                {t(wish.mine ? 'wish-back' : 'wish-agree')} <span class="hidden-text">{wishWords(wish)}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface AgreeProps {
  readonly channel: Channel;
  readonly wish: Wish;
  readonly onClose: () => void;
}

export function Agree({ channel, wish, onClose }: AgreeProps) {
  return (
    <ActDialog
      title={t('wish-agree')}
      confirm={t('wish-agree')}
      kind={wish.kind === 'remove' ? 'danger' : 'primary'}
      onClose={onClose}
      act={() => agreeInChannel(channel.id, wish.id)}
    >
      <p>{wishWords(wish)}</p>
      <p>{t('wish-agree-what', { names: nameList(wish.by) })}</p>
    </ActDialog>
  );
}
