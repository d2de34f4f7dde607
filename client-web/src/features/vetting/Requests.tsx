import './vetting.css';
import { useState } from 'preact/hooks';
import { approve, decline } from '../../core/acts';
import { view } from '../../core/group';
import type { JoinRequest } from '../../core/view';
import { fullTime, relativeTime } from '../../i18n/times';
import { t, tFor } from '../../i18n/t';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { SafetyNumber } from '../../ui/SafetyNumber';
import { toast } from '../../ui/toast';

type Decision = 'approve' | 'decline';

/** Who waits at the door. What they write is shown as it is, and nothing in it is followed. */
export function Requests() {
  const [deciding, setDeciding] = useState<{ readonly id: string; readonly as: Decision } | null>(null);
  const requests = view.value?.requests ?? [];
  const chosen = requests.find((request) => request.id === deciding?.id);
  return (
    <div class="pane-body stack">
      {requests.length === 0 ? <p class="quiet">{t('requests-none')}</p> : null}
      <ul class="cards">
        {requests.map((request) => (
          <RequestCard
            key={request.id}
            request={request}
            onDecide={(as) => setDeciding({ id: request.id, as })}
          />
        ))}
      </ul>
      {deciding !== null && chosen !== undefined ? (
        <DecideDialog request={chosen} as={deciding.as} onClose={() => setDeciding(null)} />
      ) : null}
    </div>
  );
}

function RequestCard(props: { readonly request: JoinRequest; readonly onDecide: (as: Decision) => void }) {
  const { request, onDecide } = props;
  return (
    <li class="card">
      <h2 class="card-title">
        <bdi>{request.name}</bdi>
      </h2>
      <p class="quiet small" title={fullTime(request.at)}>
        {t('request-when', {
          when: relativeTime(request.at, Date.now()),
          note: request.note || t('invite-no-note'),
        })}
      </p>
      {request.alarm ? (
        <Banner kind="danger" title={t('request-alarm')}>
          {t('request-alarm-what')}
        </Banner>
      ) : null}
      <div class="stack-small">
        <h3 class="small">{t('request-answer')}</h3>
        <p class="answer" dir="auto">
          {request.answer || t('request-no-answer')}
        </p>
      </div>
      <div class="stack-small">
        <h3 class="small">{t('safety-number')}</h3>
        <p class="quiet small">{t('request-safety-number', { name: request.name })}</p>
        <SafetyNumber digits={request.safetyNumber} label={t('safety-number')} />
      </div>
      {request.state === 'deciding' ? (
        <p class="quiet">{t('request-deciding')}</p>
      ) : (
        <div class="row">
          <Button kind="primary" onClick={() => onDecide('approve')}>
            {t('approve', { name: request.name })}
          </Button>
          <Button kind="danger" onClick={() => onDecide('decline')}>
            {t('decline', { name: request.name })}
          </Button>
        </div>
      )}
    </li>
  );
}

function DecideDialog(props: {
  readonly request: JoinRequest;
  readonly as: Decision;
  readonly onClose: () => void;
}) {
  const { request, as, onClose } = props;
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const { name } = request;
  const decide = async () => {
    setBusy(true);
    const outcome = await (as === 'approve' ? approve(request.id) : decline(request.id, '', 'private'));
    setBusy(false);
    if (outcome !== '') return setFault(tFor('error', outcome, 'error-unknown'));
    toast(t(`${as}-done`, { name }));
    onClose();
  };
  return (
    <Dialog title={t(`${as}-title`, { name })} closeLabel={t('close')} onClose={onClose}>
      <p>{t(`${as}-what`, { name })}</p>
      {fault === null ? null : (
        <div role="alert">
          <Banner kind="danger">{fault}</Banner>
        </div>
      )}
      <div class="row row-end">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button kind={as === 'approve' ? 'primary' : 'danger'} busy={busy} onClick={() => void decide()}>
          {t(as, { name })}
        </Button>
      </div>
    </Dialog>
  );
}
