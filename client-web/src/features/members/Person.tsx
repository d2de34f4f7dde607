import { useEffect, useState } from 'preact/hooks';
import { removeMembers } from '../../core/acts';
import { isSteward, memberById, safetyNumberWith } from '../../core/group';
import type { Member } from '../../core/view';
import { fullTime } from '../../i18n/times';
import { t, tFor } from '../../i18n/t';
import { goSide } from '../../platform/places';
import { Avatar } from '../../ui/Avatar';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { SafetyNumber } from '../../ui/SafetyNumber';
import { toast } from '../../ui/toast';
import { memberName } from '../../parts/names';
import { roleWords } from './Members';

/** One person: who they are here, how to make sure of it, and for admins the way to remove them. */
export function Person({ id }: { readonly id: string }) {
  const [removing, setRemoving] = useState(false);
  const [digits, setDigits] = useState('');
  useEffect(() => {
    let wanted = true;
    setDigits('');
    void safetyNumberWith(id).then((number) => {
      if (wanted) setDigits(number);
    });
    return () => {
      wanted = false;
    };
  }, [id]);
  const member = memberById(id);
  if (member === undefined) return <p class="pane-body quiet">{t('members-none')}</p>;
  const name = memberName(member);
  const gone = member.state === 'removed';
  return (
    <div class="pane-body stack">
      <div class="person">
        <Avatar id={member.id} name={member.name ?? ''} />
        <div>
          <h3>
            <bdi>{name}</bdi>
          </h3>
          <p class="quiet small">{gone ? t('person-removed') : roleWords(member)}</p>
        </div>
      </div>
      <p class="quiet small">{t('person-since', { when: fullTime(member.since) })}</p>
      {digits === '' || gone ? null : <Compare name={name} digits={digits} />}
      {isSteward.value && !member.me && !gone ? (
        <div class="row">
          <Button kind="danger" onClick={() => setRemoving(true)}>
            {t('remove', { name })}
          </Button>
        </div>
      ) : null}
      {removing ? <RemoveDialog member={member} onClose={() => setRemoving(false)} /> : null}
    </div>
  );
}

function Compare({ name, digits }: { readonly name: string; readonly digits: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(digits);
      toast(t('copied'));
    } catch {
      toast(t('copy-failed'));
    }
  };
  return (
    <section class="stack-small">
      <h3>{t('safety-number')}</h3>
      <p class="small">{t('safety-number-what', { name })}</p>
      <SafetyNumber digits={digits} label={t('safety-number')} />
      <div class="row">
        <Button onClick={() => void copy()}>{t('safety-number-copy')}</Button>
      </div>
      <p class="quiet small">{t('safety-number-different', { name })}</p>
    </section>
  );
}

function RemoveDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const name = memberName(member);
  const remove = async () => {
    setBusy(true);
    const outcome = await removeMembers([member.id], false);
    setBusy(false);
    if (outcome !== '') return setFault(tFor('error', outcome, 'error-unknown'));
    toast(t('removed-toast', { name }));
    onClose();
    goSide({ at: 'members' });
  };
  return (
    <Dialog title={t('remove-title', { name })} closeLabel={t('close')} onClose={onClose}>
      <p>{t('remove-what', { name })}</p>
      <p>{t('remove-keeps', { name })}</p>
      {fault === null ? null : (
        <div role="alert">
          <Banner kind="danger">{fault}</Banner>
        </div>
      )}
      <div class="row row-end">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button kind="danger" busy={busy} onClick={() => void remove()}>
          {t('remove', { name })}
        </Button>
      </div>
    </Dialog>
  );
}
