import '../../parts/parts.css';
import { useState } from 'preact/hooks';
import { addToChannel, leaveChannel, removeFromChannel, setKeeper, setPosters } from '../../core/acts';
import { isSteward, view } from '../../core/group';
import type { Channel, Wish } from '../../core/view';
import { t } from '../../i18n/t';
import { ActDialog } from '../../parts/ActDialog';
import { Fault } from '../../parts/Fault';
import { activeMembers, nameOf } from '../../parts/names';
import { PeoplePicker } from '../../parts/PeoplePicker';
import { useAct } from '../../parts/use-act';
import { goMain } from '../../platform/places';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Agree, Wishes } from './Wishes';

interface ChannelPeopleProps {
  readonly channel: Channel;
  readonly onClose: () => void;
}

/** Who may write in an announcement channel, or who is in one that others don't know of. */
export function ChannelPeople(props: ChannelPeopleProps) {
  return props.channel.kind === 'announcement' ? <Posters {...props} /> : <Few {...props} />;
}

function Posters({ channel, onClose }: ChannelPeopleProps) {
  const [posters, choose] = useState(channel.posters);
  const members = activeMembers().filter((member) => member.role === 'member');
  if (!isSteward.value) {
    return (
      <Dialog title={t('channel-posters')} closeLabel={t('close')} onClose={onClose}>
        <p>{t('channel-posters-are')}</p>
        <ul class="bullets">
          {channel.posters.map((id) => (
            <li key={id}>
              <bdi>{nameOf(id, 'start')}</bdi>
            </li>
          ))}
        </ul>
      </Dialog>
    );
  }
  return (
    <ActDialog
      title={t('channel-posters')}
      confirm={t('channel-posters-set')}
      onClose={onClose}
      act={() => setPosters(channel.id, posters)}
    >
      <PeoplePicker
        label={t('channel-posters')}
        hint={t('channel-posters-hint')}
        people={members}
        chosen={posters}
        onChosen={choose}
      />
    </ActDialog>
  );
}

function Few({ channel, onClose }: ChannelPeopleProps) {
  const [asking, setAsking] = useState<'add' | 'leave' | string | null>(null);
  const [agreeing, setAgreeing] = useState<Wish | null>(null);
  const acting = useAct();
  const me = view.value?.me.member ?? '';
  const keeper = channel.keepers.includes(me);
  const lastKeeper = keeper && channel.keepers.length === 1;
  if (agreeing !== null) return <Agree channel={channel} wish={agreeing} onClose={() => setAgreeing(null)} />;
  if (asking === 'add') return <Add channel={channel} onClose={() => setAsking(null)} />;
  if (asking === 'leave') {
    return (
      <ActDialog
        title={t('channel-leave-title')}
        confirm={t('channel-leave')}
        kind="danger"
        onClose={() => setAsking(null)}
        act={() => leaveChannel(channel.id)}
        onDone={() => {
          onClose();
          goMain({ at: 'rules' });
        }}
      >
        <p>{t('channel-leave-what')}</p>
      </ActDialog>
    );
  }
  if (asking !== null) {
    const name = nameOf(asking);
    return (
      <ActDialog
        title={t('channel-out-title', { name })}
        confirm={t('channel-out', { name })}
        kind="danger"
        onClose={() => setAsking(null)}
        act={() => removeFromChannel(channel.id, [asking])}
      >
        <p>{t('channel-out-what', { name })}</p>
      </ActDialog>
    );
  }
  return (
    <Dialog title={t('channel-people')} closeLabel={t('close')} onClose={onClose}>
      <p>{t('channel-few')}</p>
      <Fault text={acting.fault} />
      <ul class="trail">
        {channel.people.map((id) => {
          const keeps = channel.keepers.includes(id);
          const name = nameOf(id, 'start');
          return (
            <li key={id} class="stack-small">
              <span>
                <bdi>{name}</bdi> {keeps ? <span class="tag">{t('channel-keeper')}</span> : null}
              </span>
              {keeper && id !== me ? (
                <div class="row">
                  <Button
                    busy={acting.busy}
                    onClick={() => void acting.run(() => setKeeper(channel.id, id, !keeps))}
                  >
                    {t(keeps ? 'channel-keeper-end' : 'channel-keeper-make', { name })}
                  </Button>
                  <Button kind="danger" onClick={() => setAsking(id)}>
                    {t('channel-out', { name })}
                  </Button>
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
      <Wishes channel={channel} onAgree={setAgreeing} />
      <p class="quiet small">{t('channel-keepers-hint')}</p>
      <div class="row">
        {keeper ? <Button onClick={() => setAsking('add')}>{t('channel-add')}</Button> : null}
        <Button kind="danger" disabled={lastKeeper} onClick={() => setAsking('leave')}>
          {t('channel-leave')}
        </Button>
      </div>
      {lastKeeper ? <p class="quiet small">{t('channel-leave-last')}</p> : null}
    </Dialog>
  );
}

function Add({ channel, onClose }: ChannelPeopleProps) {
  const [people, setPeople] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const out = activeMembers().filter((member) => !channel.people.includes(member.id));
  return (
    <ActDialog
      title={t('channel-add')}
      confirm={t('channel-add')}
      onClose={onClose}
      act={() => {
        setTried(true);
        return people.length === 0 ? null : addToChannel(channel.id, people);
      }}
    >
      <PeoplePicker
        label={t('channel-add-who')}
        hint={t('channel-people-hint')}
        people={out}
        chosen={people}
        onChosen={setPeople}
        error={tried && people.length === 0 ? t('choose-one') : null}
      />
    </ActDialog>
  );
}
