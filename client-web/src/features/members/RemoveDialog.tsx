import { useEffect, useState } from 'preact/hooks';
import { removeMembers } from '../../core/acts';
import { view } from '../../core/group';
import { cameInThrough, previewRemoval, type RemovalPreview } from '../../core/queries';
import type { Member } from '../../core/view';
import { language, t } from '../../i18n/t';
import { typedWords } from '../../i18n/typed';
import { ActDialog } from '../../parts/ActDialog';
import { memberName, nameList } from '../../parts/names';
import { useAct } from '../../parts/use-act';
import { Voices } from '../../parts/Voices';
import { toast } from '../../ui/toast';
import { TypedConfirm } from '../../ui/TypedConfirm';

/** Null while it is being worked out; then what it would do, or that this can't be said. */
function usePreview(members: readonly string[], freeze: boolean): RemovalPreview | null {
  const [preview, setPreview] = useState<RemovalPreview | null>(null);
  useEffect(() => {
    let wanted = true;
    if (members.length > 0) void previewRemoval(members, freeze).then((found) => wanted && setPreview(found));
    return () => {
      wanted = false;
    };
  }, [members.join(' '), freeze]);
  return preview;
}

const afterwards = (preview: RemovalPreview | null, names: string, freeze: boolean): string =>
  (preview?.needed ?? 1) > 1
    ? t('asked-others')
    : t(freeze ? 'frozen-toast' : 'removed-toast', { name: names });

/** What they lose and what they keep, before anybody signs it. */
function Consequences({
  names,
  freeze,
  preview,
}: {
  readonly names: string;
  readonly freeze: boolean;
  readonly preview: RemovalPreview | null;
}) {
  const channels = (preview?.channels ?? []).map(
    (id) => view.value?.channels.find((channel) => channel.id === id)?.name ?? t('channel-unnamed'),
  );
  return (
    <>
      <p>{t('remove-what', { name: names })}</p>
      <p>{t('remove-keeps', { name: names })}</p>
      {channels.length === 0 ? null : (
        <p>{t('remove-channels', { channels: new Intl.ListFormat(language).format(channels) })}</p>
      )}
      <p class="quiet small">{t('remove-unknown-channels')}</p>
      {preview === null ? null : (
        <p>
          {t('remove-devices', { count: preview.devices })}
          {preview.office ? ` ${t('remove-office', { count: preview.stewardsLeft })}` : ''}
        </p>
      )}
      <p>{t(freeze ? 'freeze-back' : 'remove-final')}</p>
      <Voices needed={preview?.needed ?? 1} />
    </>
  );
}

export function RemoveDialog(props: {
  readonly members: readonly string[];
  readonly freeze: boolean;
  readonly onClose: () => void;
}) {
  const { members, freeze } = props;
  const preview = usePreview(members, freeze);
  const names = nameList(members);
  return (
    <ActDialog
      title={t(freeze ? 'freeze-title' : 'remove-title', { name: names })}
      confirm={t(freeze ? 'office-freeze' : 'remove', { name: names })}
      kind="danger"
      onClose={props.onClose}
      act={() => removeMembers(members, freeze)}
      onDone={() => toast(afterwards(preview, names, freeze))}
    >
      <Consequences names={names} freeze={freeze} preview={preview} />
    </ActDialog>
  );
}

/** Everyone who is here only because of one person: who that is, then their number has to be typed. */
export function ThroughDialog({
  member,
  onClose,
}: {
  readonly member: Member;
  readonly onClose: () => void;
}) {
  const [members, setMembers] = useState<readonly string[] | null>(null);
  const acting = useAct();
  const preview = usePreview(members ?? [], true);
  const name = memberName(member);
  useEffect(
    () => void cameInThrough(member.id).then((found) => setMembers(found ?? [member.id])),
    [member.id],
  );
  if (members === null) return null;
  const names = nameList(members);
  const freeze = async () => {
    if (!(await acting.run(() => removeMembers(members, true)))) return;
    toast(afterwards(preview, t('through-count', { count: members.length }), true));
    onClose();
  };
  return (
    <TypedConfirm
      words={typedWords(
        t('through-title', { name }),
        t('through-do', { count: members.length }),
        String(members.length),
      )}
      error={acting.fault}
      busy={acting.busy}
      onClose={onClose}
      onConfirm={() => void freeze()}
    >
      <p>{t('through-what', { name })}</p>
      <ul class="bullets">
        {members.map((id) => (
          <li key={id}>
            <bdi>{nameList([id])}</bdi>
          </li>
        ))}
      </ul>
      <Consequences names={names} freeze preview={preview} />
    </TypedConfirm>
  );
}
