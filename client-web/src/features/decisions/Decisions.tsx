import './decisions.css';
import '../../parts/parts.css';
import { useState } from 'preact/hooks';
import { acceptOffice, approveDecision, refuseOffice, withdrawDecision } from '../../core/acts';
import type { Outcome } from '../../core/api';
import { isSteward, view } from '../../core/group';
import type { Decision } from '../../core/view';
import { agoWords, fullTime, momentWords, relativeTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { decisionWords, kindWords } from '../../parts/decision-words';
import { isMe, nameList, nameOf } from '../../parts/names';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/toast';

/** What admins have proposed and not yet decided; and for anyone, an office that is offered to them. */
export function Decisions() {
  const all = view.value?.decisions ?? [];
  const offered = all.filter((decision) => decision.asksMe);
  const open = all.filter((decision) => !decision.asksMe);
  const decided = view.value?.decided ?? [];
  return (
    <div class="pane-body stack measure">
      {offered.map((decision) => (
        <Offer key={decision.id} decision={decision} />
      ))}
      {isSteward.value ? <p>{t('decisions-what')}</p> : null}
      {open.length === 0 && offered.length === 0 ? <p class="quiet">{t('decisions-none')}</p> : null}
      <ul class="cards">
        {open.map((decision) => (
          <DecisionCard key={decision.id} decision={decision} />
        ))}
      </ul>
      {decided.length === 0 ? null : (
        <section class="stack-close">
          <h2>{t('decided')}</h2>
          <ul class="trail">
            {decided.map(({ id, kind, by, at, about }) => (
              <li key={id} class="small">
                {t('decided-by', {
                  who: nameOf(by, 'start'),
                  what: kindWords(kind),
                  when: agoWords(at, Date.now()),
                })}
                {about.length === 0 ? '' : ` (${nameList(about)})`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Offer({ decision }: { readonly decision: Decision }) {
  const [asking, setAsking] = useState<'accept' | 'refuse' | null>(null);
  const who = nameOf(decision.by, 'start');
  return (
    <Banner
      title={t('offer-title', { who })}
      actions={
        <>
          <Button kind="primary" onClick={() => setAsking('accept')}>
            {t('offer-accept')}
          </Button>
          <Button onClick={() => setAsking('refuse')}>{t('offer-refuse')}</Button>
        </>
      }
    >
      {t('offer-what')}
      {asking === null ? null : (
        <ActDialog
          title={t(`offer-${asking}-title`)}
          confirm={t(`offer-${asking}`)}
          onClose={() => setAsking(null)}
          act={() => (asking === 'accept' ? acceptOffice(decision.id) : refuseOffice(decision.id))}
          onDone={() => toast(t('done'))}
        >
          <p>{t(`offer-${asking}-what`)}</p>
        </ActDialog>
      )}
    </Banner>
  );
}

function DecisionCard({ decision }: { readonly decision: Decision }) {
  const [asking, setAsking] = useState<'approve' | 'withdraw' | null>(null);
  const { approvals, needed, ownVoice, state } = decision;
  const mine = isMe(decision.by);
  const acts: Record<'approve' | 'withdraw', () => Promise<Outcome>> = {
    approve: () => approveDecision(decision.id),
    withdraw: () => withdrawDecision(decision.id),
  };
  return (
    <li class="card">
      <div>
        <h2 class="card-title">{decisionWords(decision)}</h2>
        <p class="quiet small" title={fullTime(decision.at)}>
          {t('decision-by', { name: nameOf(decision.by), when: relativeTime(decision.at, Date.now()) })}
        </p>
      </div>
      {decision.text === '' || decision.kind !== 'questions' ? null : (
        <p class="answer plain-text" dir="auto">
          {decision.text}
        </p>
      )}
      <p>
        {t('approvals-of', { count: approvals.length, needed })}
        {approvals.length === 0 ? '' : `: ${nameList(approvals.map(({ by }) => by))}`}
      </p>
      <p class="quiet small">{t('decision-expires', { when: momentWords(decision.expires, Date.now()) })}</p>
      {state === 'deciding' ? <p class="quiet">{t('decision-deciding')}</p> : null}
      {state === 'open' && ownVoice !== 'open' ? (
        <p>{t(ownVoice === 'given' ? 'voice-given' : 'voice-blocked')}</p>
      ) : null}
      {state === 'open' && (ownVoice === 'open' || mine) ? (
        <div class="row">
          {ownVoice === 'open' ? (
            <Button onClick={() => setAsking('approve')}>{t('decision-approve')}</Button>
          ) : null}
          {mine ? <Button onClick={() => setAsking('withdraw')}>{t('decision-withdraw')}</Button> : null}
        </div>
      ) : null}
      {asking === null ? null : (
        <ActDialog
          title={t(`decision-${asking}-title`)}
          confirm={t(`decision-${asking}`)}
          onClose={() => setAsking(null)}
          act={acts[asking]}
        >
          <p>
            <strong>{decisionWords(decision)}</strong>
          </p>
          <p>{asking === 'withdraw' ? t('decision-withdraw-what') : approveWords(decision)}</p>
        </ActDialog>
      )}
    </li>
  );
}

const approveWords = (decision: Decision): string =>
  decision.needed - decision.approvals.length <= 1 ? t('decision-approve-last') : t('decision-approve-more');
