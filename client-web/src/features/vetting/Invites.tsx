import './vetting.css';
import { useState } from 'preact/hooks';
import { invite as makeInvite, revokeInvite } from '../../core/acts';
import { view } from '../../core/group';
import type { Invite } from '../../core/view';
import { momentWords } from '../../i18n/times';
import { t, tFor } from '../../i18n/t';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { RadioGroup } from '../../ui/Choices';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { QrCode } from '../../ui/QrCode';
import { toast } from '../../ui/toast';

const DAY_MS = 86_400_000;
const VALIDITIES = [1, 3, 7] as const;
const LONGEST_NOTE = 200;

/** Links that bring one person each to the door. */
export function Invites() {
  const [creating, setCreating] = useState(false);
  const [showing, setShowing] = useState<string | null>(null);
  const invites = view.value?.invites ?? [];
  const shown = invites.find((invite) => invite.id === showing);
  return (
    <div class="pane-body stack">
      <p class="measure">{t('invites-what')}</p>
      <div class="row">
        <Button kind="primary" onClick={() => setCreating(true)}>
          {t('invite-new')}
        </Button>
      </div>
      {invites.length === 0 ? <p class="quiet">{t('invites-none')}</p> : null}
      <ul class="cards">
        {invites.map((invite) => (
          <InviteCard key={invite.id} invite={invite} onShow={() => setShowing(invite.id)} />
        ))}
      </ul>
      {creating ? <NewInviteDialog onClose={() => setCreating(false)} onMade={setShowing} /> : null}
      {shown?.link ? <LinkDialog invite={shown} link={shown.link} onClose={() => setShowing(null)} /> : null}
    </div>
  );
}

function InviteCard({ invite, onShow }: { readonly invite: Invite; readonly onShow: () => void }) {
  const [revoking, setRevoking] = useState(false);
  const live = invite.state === 'open' || invite.state === 'pending';
  return (
    <li class="card">
      <h2 class="card-title">
        <bdi>{invite.note || t('invite-no-note')}</bdi>
      </h2>
      <p class="quiet small">
        {invite.state === 'open'
          ? t('invite-open', { when: momentWords(invite.notAfter, Date.now()) })
          : t(`invite-${invite.state}`)}
      </p>
      {live ? (
        <div class="row">
          {invite.link === null ? null : <Button onClick={onShow}>{t('invite-show')}</Button>}
          <Button kind="danger" onClick={() => setRevoking(true)}>
            {t('invite-revoke')}
          </Button>
        </div>
      ) : null}
      {revoking ? <RevokeDialog invite={invite} onClose={() => setRevoking(false)} /> : null}
    </li>
  );
}

function RevokeDialog({ invite, onClose }: { readonly invite: Invite; readonly onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const revoke = async () => {
    setBusy(true);
    const outcome = await revokeInvite(invite.id);
    setBusy(false);
    if (outcome === '') onClose();
    else setFault(tFor('error', outcome, 'error-unknown'));
  };
  return (
    <Dialog title={t('invite-revoke-title')} closeLabel={t('close')} onClose={onClose}>
      <p>{t('invite-revoke-what', { note: invite.note || t('invite-no-note') })}</p>
      {fault === null ? null : (
        <div role="alert">
          <Banner kind="danger">{fault}</Banner>
        </div>
      )}
      <div class="row row-end">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button kind="danger" busy={busy} onClick={() => void revoke()}>
          {t('invite-revoke')}
        </Button>
      </div>
    </Dialog>
  );
}

function NewInviteDialog(props: { readonly onClose: () => void; readonly onMade: (id: string) => void }) {
  const [note, setNote] = useState('');
  const [days, setDays] = useState<number>(3);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const make = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const before = new Set(view.value?.invites.map((invite) => invite.id));
    const outcome = await makeInvite(note.trim(), days * DAY_MS, '', []);
    setBusy(false);
    if (outcome !== '') return setFault(tFor('error', outcome, 'error-unknown'));
    props.onClose();
    const made = view.value?.invites.find((invite) => !before.has(invite.id));
    if (made !== undefined) props.onMade(made.id);
  };
  return (
    <Dialog title={t('invite-new')} closeLabel={t('close')} onClose={props.onClose}>
      <form class="stack" noValidate onSubmit={(event) => void make(event)}>
        <TextField
          label={t('invite-note')}
          hint={t('invite-note-hint')}
          value={note}
          onValue={setNote}
          maxLength={LONGEST_NOTE}
          error={fault}
          autoFocus
        />
        <RadioGroup
          label={t('invite-valid')}
          value={days}
          onValue={setDays}
          choices={VALIDITIES.map((each) => ({ value: each as number, label: t('days', { count: each }) }))}
        />
        <div class="row row-end">
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t('invite-make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function LinkDialog(props: { readonly invite: Invite; readonly link: string; readonly onClose: () => void }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.link);
      toast(t('copied'));
    } catch {
      toast(t('copy-failed'));
    }
  };
  return (
    <Dialog title={t('invite-link')} closeLabel={t('close')} onClose={props.onClose}>
      <p>{t('invite-link-what')}</p>
      {props.invite.state === 'pending' ? <Banner kind="caution">{t('invite-link-pending')}</Banner> : null}
      <p class="link-text" translate={false} data-testid="invite-link">
        {props.link}
      </p>
      <div class="row">
        <Button kind="primary" onClick={() => void copy()}>
          {t('invite-copy')}
        </Button>
      </div>
      <QrCode text={props.link} label={t('invite-qr')} />
      <p class="quiet small">{t('invite-link-secret')}</p>
    </Dialog>
  );
}
