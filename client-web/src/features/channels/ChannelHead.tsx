import { useState } from 'preact/hooks';
import { memberById, view } from '../../core/group';
import type { Channel } from '../../core/view';
import { durationWords } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { channelName, otherOf } from '../../parts/channel-names';
import { lazy } from '../../parts/lazy';
import { goSide, place } from '../../platform/places';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';

const TimerDialog = lazy(async () => (await import('./TimerDialog')).TimerDialog);
const ChannelPeople = lazy(async () => (await import('./ChannelPeople')).ChannelPeople);

/** Who reads here, and where it is not everyone, who writes. */
function readers(channel: Channel, everyone: number): string {
  switch (channel.kind) {
    case 'open':
      return t('people', { count: everyone });
    case 'announcement':
      return t('people-announcement', { count: channel.posters.length });
    case 'need-to-know':
      return t('people-few', { count: channel.people.length });
    case 'direct':
      return t('people-direct');
  }
}

/** The name of the channel and one quiet line: who reads it, and for how long. */
export function ChannelHead({ channel, onBack }: { readonly channel: Channel; readonly onBack: () => void }) {
  const [timer, setTimer] = useState(false);
  const [people, setPeople] = useState(false);
  const count = view.value?.members.filter((member) => member.state === 'active').length ?? 0;
  const wishes = channel.wishes.filter((wish) => !wish.mine).length;
  const duration =
    channel.timerSeconds === 0
      ? t('chip-off')
      : t('chip-timer', { duration: durationWords(channel.timerSeconds) });
  return (
    <header class="pane-head">
      <span class="only-narrow">
        <Button kind="plain" label={t('back-to-list')} onClick={onBack}>
          <Icon name="back" />
        </Button>
      </span>
      <div class="pane-title">
        <h1>
          <bdi>{channelName(channel)}</bdi>
        </h1>
        <p class="pane-line small">
          {channel.kind === 'direct' ? (
            <Safety channel={channel} />
          ) : channel.kind === 'open' ? (
            <span class="quiet">{readers(channel, count)}</span>
          ) : (
            <button type="button" class="chip" onClick={() => setPeople(true)}>
              <Icon name={channel.kind === 'announcement' ? 'megaphone' : 'lock'} />
              {readers(channel, count)}
            </button>
          )}
          {wishes === 0 ? null : (
            <button type="button" class="chip" onClick={() => setPeople(true)}>
              <Icon name="info" />
              {t('wishes-wait', { count: wishes })}
            </button>
          )}
          <button type="button" class="chip" onClick={() => setTimer(true)}>
            <Icon name="timer" />
            {duration}
          </button>
          {channel.pins.length === 0 ? null : (
            <button type="button" class="chip" onClick={() => goSide({ at: 'pins', channel: channel.id })}>
              <Icon name="pin" />
              {t('pins-count', { count: channel.pins.length })}
            </button>
          )}
        </p>
      </div>
      <Button
        kind="plain"
        label={t('members')}
        expanded={place.value.side?.at === 'members'}
        onClick={() => goSide(place.value.side?.at === 'members' ? null : { at: 'members' })}
      >
        <Icon name="people" />
      </Button>
      {people ? <ChannelPeople channel={channel} onClose={() => setPeople(false)} /> : null}
      {timer ? <TimerDialog channel={channel} onClose={() => setTimer(false)} /> : null}
    </header>
  );
}

/** How sure one is of the other, and the way to make sure. */
function Safety({ channel }: { readonly channel: Channel }) {
  const other = otherOf(channel);
  const member = other === null ? undefined : memberById(other);
  if (member === undefined) return null;
  return (
    <button type="button" class="chip" onClick={() => goSide({ at: 'person', id: member.id })}>
      <Icon name={member.verified === 'yes' ? 'check' : member.verified === 'changed' ? 'warning' : 'info'} />
      {t(
        member.state !== 'active'
          ? 'safety-gone'
          : member.verified === 'yes'
            ? 'verified-short-yes'
            : member.verified === 'changed'
              ? 'verified-short-changed'
              : 'safety-no',
      )}
    </button>
  );
}
