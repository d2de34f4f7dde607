import './vetting.css';
import '../../parts/parts.css';
import { useState } from 'preact/hooks';
import { revokeInvite } from '../../core/acts';
import { view } from '../../core/group';
import type { Invite } from '../../core/view';
import { momentWords } from '../../i18n/times';
import { language, t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { CopyButton } from '../../parts/CopyButton';
import { nameOf } from '../../parts/names';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { QrCode } from '../../ui/QrCode';
import { NewInviteDialog } from './NewInviteDialog';

const channelNames = (ids: readonly string[]): string =>
  new Intl.ListFormat(language).format(
    ids.map((id) => view.value?.channels.find((channel) => channel.id === id)?.name ?? t('channel-unnamed')),
  );

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
      <p class="small">
        {t('invite-facts', { by: nameOf(invite.by), voices: invite.voices })}
        {invite.channels.length === 0
          ? ''
          : ` ${t('invite-into', { channels: channelNames(invite.channels) })}`}
      </p>
      {live && invite.exposed ? (
        <Banner kind="caution" title={t('invite-exposed')}>
          {t('invite-exposed-what')}
        </Banner>
      ) : null}
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
  return (
    <ActDialog
      title={t('invite-revoke-title')}
      confirm={t('invite-revoke')}
      kind="danger"
      onClose={onClose}
      act={() => revokeInvite(invite.id)}
    >
      <p>{t('invite-revoke-what', { note: invite.note || t('invite-no-note') })}</p>
    </ActDialog>
  );
}

function LinkDialog(props: { readonly invite: Invite; readonly link: string; readonly onClose: () => void }) {
  return (
    <Dialog title={t('invite-link')} closeLabel={t('close')} onClose={props.onClose}>
      <p>{t('invite-link-what')}</p>
      {props.invite.state === 'pending' ? <Banner kind="caution">{t('invite-link-pending')}</Banner> : null}
      <p class="link-text" translate={false} data-testid="invite-link">
        {props.link}
      </p>
      <div class="row">
        <CopyButton primary text={props.link}>
          {t('invite-copy')}
        </CopyButton>
      </div>
      <QrCode text={props.link} label={t('invite-qr')} />
      <p class="quiet small">{t('invite-link-secret')}</p>
    </Dialog>
  );
}
