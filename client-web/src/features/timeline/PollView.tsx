import { useRef, useState } from 'preact/hooks';
import { vote } from '../../core/acts';
import { serverNow } from '../../core/group';
import type { MessageItem, Poll } from '../../core/view';
import { momentWords } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { Fault } from '../../parts/Fault';
import { useHeldFocus } from '../../parts/use-held-focus';
import { useAct } from '../../parts/use-act';
import { Button } from '../../ui/Button';

interface PollViewProps {
  readonly item: MessageItem;
  readonly poll: Poll;
  readonly channel: string;
}

/** A question and its answers: what was chosen so far, in numbers, and the own choice. */
export function PollView({ item, poll, channel }: PollViewProps) {
  const acting = useAct();
  const box = useRef<HTMLFieldSetElement>(null);
  useHeldFocus(box);
  const own = poll.options.flatMap((option, at) => (option.mine ? [at] : []));
  const [changed, setChanged] = useState<readonly number[] | null>(null);
  const chosen = changed ?? own;
  const closed = poll.closes > 0 && poll.closes <= serverNow();
  const most = Math.max(1, poll.voters);
  const choose = (at: number, on: boolean) =>
    setChanged(poll.multiple ? (on ? [...chosen, at] : chosen.filter((each) => each !== at)) : [at]);
  const send = async () => {
    if (await acting.run(() => vote(channel, item.id, [...chosen].sort()))) setChanged(null);
  };
  return (
    <fieldset class="poll" ref={box}>
      <legend dir="auto">{poll.question}</legend>
      {poll.options.map((option, at) => (
        <label key={at} class="poll-option">
          <input
            type={poll.multiple ? 'checkbox' : 'radio'}
            name={`poll-${item.id}`}
            tabIndex={-1}
            checked={chosen.includes(at)}
            disabled={closed}
            onChange={(event) => choose(at, event.currentTarget.checked)}
          />
          <span class="poll-text" dir="auto">
            {option.text}
          </span>
          <span class="quiet small">{t('poll-votes', { count: option.votes })}</span>
          <span class="poll-bar" aria-hidden="true">
            <span style={{ inlineSize: `${(100 * option.votes) / most}%` }} />
          </span>
        </label>
      ))}
      <p class="quiet small">
        {t(poll.multiple ? 'poll-several' : 'poll-one')}{' '}
        {closed
          ? t('poll-closed')
          : poll.closes > 0
            ? t('poll-closes', { when: momentWords(poll.closes, serverNow()) })
            : ''}
      </p>
      <Fault text={acting.fault} />
      {changed === null || closed ? null : (
        <div class="row">
          <Button busy={acting.busy} disabled={chosen.length === 0} onClick={() => void send()}>
            {t('poll-vote')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
