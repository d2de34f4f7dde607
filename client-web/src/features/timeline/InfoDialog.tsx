import '../../parts/talk.css';
import { useEffect, useState } from 'preact/hooks';
import { editHistory } from '../../core/queries';
import type { Channel, MessageItem } from '../../core/view';
import { fullTime, momentWords } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { nameList } from '../../parts/names';
import { plainText } from '../../parts/rich/plain';
import { Dialog } from '../../ui/Dialog';
import { authorOf } from './spoken';

interface InfoDialogProps {
  readonly channel: Channel;
  readonly item: MessageItem;
  readonly onClose: () => void;
}

type Versions = readonly { readonly text: string; readonly at: number }[];

/** What is known of a message, and what it said before it was changed. */
export function InfoDialog({ channel, item, onClose }: InfoDialogProps) {
  const [versions, setVersions] = useState<Versions | null>(null);
  useEffect(() => {
    if (item.edited) void editHistory(channel.id, item.id).then(setVersions);
  }, [item.id]);
  return (
    <Dialog title={t('info-title')} closeLabel={t('close')} onClose={onClose}>
      <dl class="facts">
        <Fact name={t('info-author')}>{authorOf(item)}</Fact>
        <Fact name={t('info-sent')}>{fullTime(item.sent)}</Fact>
        <Fact name={t('info-expires')}>
          {item.expiry === 0
            ? t('info-stays')
            : `${momentWords(item.expiry, Date.now())} (${fullTime(item.expiry)})`}
        </Fact>
        {item.me ? <Fact name={t('info-state')}>{t(`state-${item.state}`)}</Fact> : null}
        {item.reactions.map(({ emoji, by }) => (
          <Fact key={emoji} name={emoji}>
            {nameList(by)}
          </Fact>
        ))}
      </dl>
      {item.edited ? (
        <section class="stack-close">
          <h3>{t('info-versions')}</h3>
          {versions === null ? <p class="quiet">{t('info-versions-none')}</p> : null}
          <ol class="versions">
            {(versions ?? []).map(({ text, at }) => (
              <li key={at}>
                <time class="quiet small" dateTime={new Date(at).toISOString()}>
                  {fullTime(at)}
                </time>
                <p dir="auto" class="version-text">
                  {plainText(text)}
                </p>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </Dialog>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt class="quiet small">{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}
