import './members.css';
import '../../parts/parts.css';
import { useState } from 'preact/hooks';
import { block, startDirect } from '../../core/acts';
import { memberById, view } from '../../core/group';
import type { Member } from '../../core/view';
import { fullTime } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { memberName, nameList, nameOf } from '../../parts/names';
import { VerifyDialog, WithdrawDialog } from '../../parts/VerifyDialog';
import { otherOf } from '../../parts/channel-names';
import { Fault } from '../../parts/Fault';
import { useAct } from '../../parts/use-act';
import { goMain } from '../../platform/places';
import { Avatar } from '../../ui/Avatar';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { OnRecord } from './OnRecord';
import { Office } from './Office';
import { PersonDevices } from './PersonDevices';
import { roleWords, verifiedWords } from './words';

/** One person: who they are here, how they came in, how to make sure of them, and what admins can do. */
export function Person({ id }: { readonly id: string }) {
  const member = memberById(id);
  if (member === undefined) return <p class="pane-body quiet">{t('members-none')}</p>;
  const name = memberName(member);
  return (
    <div class="pane-body stack">
      <div class="person">
        <Avatar id={member.id} name={member.name ?? ''} />
        <div>
          <h2>
            <bdi>{name}</bdi>
          </h2>
          <p class="quiet small">{roleWords(member)}</p>
        </div>
      </div>
      {member.quarantined ? (
        <Banner kind="caution" title={t('quarantined-title', { name })}>
          {t('quarantined-what', { name })}
        </Banner>
      ) : null}
      {member.me || member.state !== 'active' ? null : <Talk key={member.id} member={member} name={name} />}
      <CameIn member={member} />
      {member.me || member.state !== 'active' ? null : <Verified member={member} />}
      {member.state === 'removed' ? null : <PersonDevices member={member} />}
      <Office member={member} />
      <OnRecord key={member.id} member={member} />
    </div>
  );
}

/** A talk of two, and not hearing somebody any more. */
function Talk({ member, name }: { readonly member: Member; readonly name: string }) {
  const acting = useAct();
  const quiet = member.blocked;
  const start = async () => {
    if (!(await acting.run(() => startDirect(member.id)))) return;
    const made = view.value?.channels.find((channel) => otherOf(channel) === member.id);
    if (made !== undefined) goMain({ at: 'channel', id: made.id });
  };
  return (
    <section class="stack-close">
      <div class="row">
        <Button kind="primary" busy={acting.busy} onClick={() => void start()}>
          {t('message-person', { name })}
        </Button>
        <Button busy={acting.busy} onClick={() => void acting.run(() => block(member.id, !quiet))}>
          {t(quiet ? 'unblock' : 'block', { name })}
        </Button>
      </div>
      {quiet ? <p class="small quiet">{t('blocked-now', { name })}</p> : null}
      <Fault text={acting.fault} />
    </section>
  );
}

function CameIn({ member }: { readonly member: Member }) {
  const { invitedBy, approvedBy } = member;
  return (
    <p class="small">
      {t('person-since', { when: fullTime(member.since) })}{' '}
      {invitedBy === null ? t('person-founder') : t('person-invited', { name: nameOf(invitedBy) })}{' '}
      {approvedBy.length === 0 ? '' : t('person-approved', { names: nameList(approvedBy) })}
    </p>
  );
}

function Verified({ member }: { readonly member: Member }) {
  const [asking, setAsking] = useState<'verify' | 'withdraw' | null>(null);
  const name = memberName(member);
  const { verified } = member;
  return (
    <section class="stack-close">
      <h3>{t('verification')}</h3>
      <p class="verified">
        <Icon name={verified === 'yes' ? 'check' : verified === 'changed' ? 'warning' : 'info'} />
        <span>{verifiedWords(member)}</span>
      </p>
      {verified === 'changed' ? <p class="small">{t('verified-changed-what', { name })}</p> : null}
      <div class="row">
        <Button onClick={() => setAsking('verify')}>
          {t(verified === 'no' ? 'verify' : 'verify-again', { name })}
        </Button>
        {verified === 'no' ? null : (
          <Button onClick={() => setAsking('withdraw')}>{t('verify-withdraw')}</Button>
        )}
      </div>
      {asking === 'verify' ? <VerifyDialog member={member} onClose={() => setAsking(null)} /> : null}
      {asking === 'withdraw' ? <WithdrawDialog member={member} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}
