import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { approve } from '../../core/acts';
import type { JoinRequest } from '../../core/view';
import { fullTime, momentWords, relativeTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { Fault } from '../../parts/Fault';
import { nameOf } from '../../parts/names';
import { useAct } from '../../parts/use-act';
import { back } from '../../platform/places';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Alarm } from './Alarm';
import { ActionDialog, type Action } from './ActionDialog';
import { InPerson } from './InPerson';
import { Approvals, Notes, Vouches } from './Trail';

/** Everything that is known of one request, and what an admin can do about it. Its texts are a stranger's: shown, never followed. */
export function RequestDetail({ request }: { readonly request: JoinRequest }) {
  const [action, setAction] = useState<Action | 'met' | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('.pane-scroll')?.scrollTo({ top: 0 });
  }, []);
  const { name } = request;
  return (
    <article class="pane-body stack measure" aria-labelledby="request-name">
      <span class="queue-back">
        <Button kind="plain" onClick={() => back({ main: { at: 'requests' }, side: null })}>
          <Icon name="back" />
          {t('queue-back')}
        </Button>
      </span>
      <div>
        <h2 id="request-name" ref={heading} tabIndex={-1} class="request-name">
          <bdi>{name}</bdi>
        </h2>
        <p class="quiet small" title={fullTime(request.at)}>
          {t('request-when', {
            when: relativeTime(request.at, Date.now()),
            note: request.note || t('invite-no-note'),
          })}{' '}
          {t('request-by', { name: nameOf(request.invitedBy) })}
        </p>
      </div>
      {request.alarm ? <Alarm request={request} /> : null}
      {request.changedAt === null ? null : (
        <Banner kind="caution">
          {t('request-changed', { when: relativeTime(request.changedAt, Date.now()) })}
        </Banner>
      )}
      <Answers request={request} />
      <Decide request={request} onAction={setAction} />
      <Approvals request={request} />
      <Vouches request={request} onAsk={() => setAction('ask-vouch')} />
      <Notes request={request} />
      <p class="quiet small">
        {t('request-expires', { when: momentWords(request.expires, Date.now()) })}{' '}
        {t('request-delete', { when: fullTime(request.deleteAt) })}
      </p>
      {action === 'met' ? <InPerson request={request} onClose={() => setAction(null)} /> : null}
      {action === null || action === 'met' ? null : (
        <ActionDialog request={request} action={action} onClose={() => setAction(null)} />
      )}
    </article>
  );
}

function Answers({ request }: { readonly request: JoinRequest }) {
  const answers =
    request.answers.length > 0
      ? request.answers
      : [{ question: t('request-answer'), answer: request.answer }];
  return (
    <section class="stack" aria-label={t('request-answers')}>
      {answers.map(({ question, answer }, at) => (
        <div key={at} class="stack-small">
          <h3 class="small" dir="auto">
            {question}
          </h3>
          <p class="answer" dir="auto">
            {answer || t('request-no-answer')}
          </p>
        </div>
      ))}
      {request.vouchers === '' ? null : (
        <div class="stack-small">
          <h3 class="small">{t('request-vouchers')}</h3>
          <p class="answer" dir="auto">
            {request.vouchers}
          </p>
        </div>
      )}
    </section>
  );
}

function Decide(props: {
  readonly request: JoinRequest;
  readonly onAction: (action: Action | 'met') => void;
}) {
  const { request, onAction } = props;
  const acting = useAct();
  const { name } = request;
  if (request.state === 'deciding') return <p class="quiet">{t('request-deciding')}</p>;
  const more = ['ask-back', 'met', 'hand-over', 'escalate', 'note'] as const;
  return (
    <section class="stack-close" aria-label={t('request-decide')}>
      <Fault text={acting.fault} />
      {request.ownVoice === 'open' && !request.alarm ? (
        <p class="quiet small">
          {t(request.needed - request.approvals.length > 1 ? 'approve-more' : 'approve-last', { name })}
        </p>
      ) : (
        <p class="request-voice">
          <Icon name={request.ownVoice === 'given' ? 'check' : 'info'} />
          {t(request.alarm ? 'voice-alarm' : request.ownVoice === 'given' ? 'voice-given' : 'voice-blocked')}
        </p>
      )}
      <div class="row">
        {request.ownVoice === 'open' && !request.alarm ? (
          <Button
            kind="primary"
            busy={acting.busy}
            onClick={() => void acting.run(() => approve(request.id))}
          >
            {t('approve', { name })}
          </Button>
        ) : null}
        <Button kind="danger" onClick={() => onAction('decline')}>
          {t('decline', { name })}
        </Button>
      </div>
      <div class="row">
        {more.map((each) => (
          <Button key={each} onClick={() => onAction(each)}>
            {t(`action-${each}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
