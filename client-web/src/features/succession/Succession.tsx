import '../../parts/parts.css';
import { useState } from 'preact/hooks';
import { endorse } from '../../core/acts';
import { serverNow, view } from '../../core/group';
import type { Choice, Succession } from '../../core/view';
import { agoWords, fullTime, momentWords } from '../../i18n/times';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { activeMembers, isMe, memberName, nameList } from '../../parts/names';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Choices';
import { toast } from '../../ui/toast';

const FEWEST = 2;
const MOST = 8;

/** The place of it in an opened group. */
export function SuccessionPage() {
  return (
    <div class="pane-body stack measure">
      <SuccessionBody />
    </div>
  );
}

/** The admins say nothing any more: how long, what that can mean, and whom members want in their place. */
export function SuccessionBody() {
  const state = view.value?.succession ?? null;
  const [asking, setAsking] = useState<readonly string[] | 'new' | null>(null);
  if (state === null) return <p>{t('succession-none')}</p>;
  const close = () => setAsking(null);
  return (
    <>
      <Silence state={state} />
      <ul class="cards">
        {state.choices.map((choice) => (
          <ChoiceCard
            key={choice.candidates.join(' ')}
            choice={choice}
            state={state}
            onYes={() => setAsking(choice.candidates)}
          />
        ))}
      </ul>
      <div class="row">
        <Button
          kind={state.choices.length === 0 ? 'primary' : 'secondary'}
          disabled={!state.open}
          onClick={() => setAsking('new')}
        >
          {t('succession-name')}
        </Button>
      </div>
      <p class="quiet small">{t('succession-name-what')}</p>
      {asking === 'new' ? (
        <NameDialog state={state} onClose={close} onNext={(ids) => setAsking(ids)} />
      ) : null}
      {asking !== null && asking !== 'new' ? (
        <YesDialog state={state} candidates={asking} onClose={close} />
      ) : null}
    </>
  );
}

function Silence({ state }: { readonly state: Succession }) {
  const now = serverNow();
  return (
    <>
      <p>
        {state.heard === 0
          ? t('succession-heard-never')
          : t('succession-heard', { ago: agoWords(state.heard, now), when: fullTime(state.heard) })}
      </p>
      <p>{t('succession-what', { needed: state.needed, members: state.members })}</p>
      <Banner kind="caution" title={t('succession-unknown-title')}>
        {t('succession-unknown')}
      </Banner>
      {state.open ? null : (
        <p>
          {state.due > now
            ? t('succession-wait', { when: momentWords(state.due, now) })
            : t('succession-away', { online: state.online, days: state.days })}
        </p>
      )}
      {state.part ? null : <p>{t('succession-no-part')}</p>}
    </>
  );
}

function ChoiceCard(props: {
  readonly choice: Choice;
  readonly state: Succession;
  readonly onYes: () => void;
}) {
  const { choice, state } = props;
  const missing = choice.candidates.filter((id) => !choice.agreed.includes(id));
  return (
    <li class="card">
      <h2>{t('succession-choice', { names: nameList(choice.candidates) })}</h2>
      <p>{t('succession-voices', { count: choice.voices.length, needed: state.needed })}</p>
      {choice.voices.length === 0 ? null : (
        <p class="quiet">{t('succession-voices-of', { names: nameList(choice.voices) })}</p>
      )}
      {missing.length === 0 ? null : <p>{t('succession-not-agreed', { names: nameList(missing) })}</p>}
      {choice.deciding ? <p>{t('succession-deciding')}</p> : null}
      {choice.own ? (
        <p>{t('succession-own')}</p>
      ) : (
        <div class="row">
          <Button kind="primary" disabled={!state.open} onClick={props.onYes}>
            {t('succession-yes', { names: nameList(choice.candidates) })}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Whom: two to eight who are no admins. */
function NameDialog(props: {
  readonly state: Succession;
  readonly onClose: () => void;
  readonly onNext: (ids: readonly string[]) => void;
}) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const least = Math.min(FEWEST, props.state.members);
  const enough = chosen.length >= least && chosen.length <= MOST;
  const people = activeMembers().filter((member) => member.role !== 'steward');
  const toggle = (id: string, on: boolean) =>
    setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <ActDialog
      title={t('succession-name')}
      confirm={t('next')}
      disabled={!enough}
      onClose={props.onClose}
      act={() => Promise.resolve('')}
      onDone={() => props.onNext(chosen)}
    >
      <fieldset class="stack-close">
        <legend>{t('succession-name-who', { least, most: MOST })}</legend>
        {people.map((member) => (
          <Checkbox
            key={member.id}
            checked={chosen.includes(member.id)}
            onChecked={(on) => toggle(member.id, on)}
          >
            {member.me ? t('you') : memberName(member)}
          </Checkbox>
        ))}
      </fieldset>
    </ActDialog>
  );
}

/** What one signs, and what nobody can know, before one signs it. */
function YesDialog(props: {
  readonly state: Succession;
  readonly candidates: readonly string[];
  readonly onClose: () => void;
}) {
  const { state, candidates } = props;
  const names = nameList(candidates);
  return (
    <ActDialog
      title={t('succession-yes-title', { names })}
      confirm={t('succession-yes', { names })}
      kind="danger"
      onClose={props.onClose}
      act={() => endorse([...candidates].sort())}
      onDone={() => toast(t('succession-said'))}
    >
      <p>{t('succession-yes-what', { names, needed: state.needed, members: state.members })}</p>
      {candidates.some(isMe) ? <p>{t('succession-yes-you')}</p> : null}
      <p>{t('succession-unknown')}</p>
      <p>{t('succession-yes-final')}</p>
    </ActDialog>
  );
}
