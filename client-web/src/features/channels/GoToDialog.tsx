import { useState } from 'preact/hooks';
import { view } from '../../core/group';
import { t } from '../../i18n/t';
import { channelName } from '../../parts/channel-names';
import { goMain } from '../../platform/places';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';

/** Ctrl+K: type a part of a channel's name, Enter goes to the first that fits. */
export function GoToDialog({ onClose }: { readonly onClose: () => void }) {
  const [part, setPart] = useState('');
  const wanted = part.trim().toLocaleLowerCase();
  const fitting = (view.value?.channels ?? []).filter((channel) =>
    channelName(channel).toLocaleLowerCase().includes(wanted),
  );
  const goTo = (id: string | undefined) => {
    if (id === undefined) return;
    onClose();
    goMain({ at: 'channel', id });
  };
  return (
    <Dialog title={t('go-to')} closeLabel={t('close')} onClose={onClose}>
      <form
        class="stack-small"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          goTo(fitting[0]?.id);
        }}
      >
        <TextField label={t('channel-name')} value={part} onValue={setPart} autoFocus />
        <ul>
          {fitting.map((channel) => (
            <li key={channel.id}>
              <button type="button" class="channel" onClick={() => goTo(channel.id)}>
                <bdi>{channelName(channel)}</bdi>
              </button>
            </li>
          ))}
        </ul>
        {fitting.length === 0 ? <p class="quiet">{t('go-to-none')}</p> : null}
      </form>
    </Dialog>
  );
}
