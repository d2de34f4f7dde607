import '../../parts/talk.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { dismissReport } from '../../core/acts';
import { view } from '../../core/group';
import { reports, type Report } from '../../core/queries';
import { fullTime, relativeTime } from '../../i18n/times';
import { t } from '../../i18n/talk';
import { channelById, channelName } from '../../parts/channel-names';
import { Fault } from '../../parts/Fault';
import { nameOf } from '../../parts/names';
import { plainText } from '../../parts/rich/plain';
import { useHeldFocus } from '../../parts/use-held-focus';
import { useAct } from '../../parts/use-act';
import { goSide } from '../../platform/places';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';

/** What members told the admins about messages. Each is held against what this device has received itself. */
export function Reports() {
  const [list, setList] = useState<readonly Report[] | null>(null);
  const [failed, setFailed] = useState(false);
  const now = view.value;
  const box = useRef<HTMLDivElement>(null);
  useHeldFocus(box);
  useEffect(() => {
    void reports().then((found) => {
      setFailed(found === null);
      setList(found);
    });
  }, [now]);
  return (
    <div class="pane-body stack measure" ref={box} tabIndex={-1}>
      <p>{t('reports-what')}</p>
      {failed ? <p class="quiet">{t('reports-failed')}</p> : null}
      {list?.length === 0 ? <p class="quiet">{t('reports-none')}</p> : null}
      <ul class="stack">
        {(list ?? []).map((report) => (
          <li key={report.id}>
            <One report={report} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function One({ report }: { readonly report: Report }) {
  const channel = channelById(report.channel);
  const acting = useAct();
  return (
    <article class="stack-close report">
      <h2>{t('report-by', { name: nameOf(report.by) })}</h2>
      <p class="quiet small" title={fullTime(report.at)}>
        {t('report-where', {
          channel: channel === undefined ? t('channel-unnamed') : channelName(channel),
          when: relativeTime(report.at, Date.now()),
        })}
      </p>
      {report.text === '' ? null : <p dir="auto">{report.text}</p>}
      <ul class="stack-close">
        {report.messages.map((message) => (
          <li key={message.id} class="stack-small">
            <blockquote class="dialog-quote">
              <bdi>{nameOf(message.author, 'start')}</bdi>, {fullTime(message.sent)}
              <p dir="auto">{plainText(message.text)}</p>
            </blockquote>
            <p class="small item-state">
              <Icon name={message.proof === 'proven' ? 'check' : 'warning'} />
              {t(`report-${message.proof}`, { name: nameOf(message.author) })}
            </p>
            <div class="row">
              <Button onClick={() => goSide({ at: 'person', id: message.author })}>
                {t('report-see', { name: nameOf(message.author) })}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Fault text={acting.fault} />
      <div class="row">
        <Button busy={acting.busy} onClick={() => void acting.run(() => dismissReport(report.id))}>
          {t('report-dismiss')}
        </Button>
      </div>
    </article>
  );
}
