import type { JoinRequest } from '../../core/view';
import { fullTime, relativeTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { nameOf } from '../../parts/names';

interface QueueRowProps {
  readonly request: JoinRequest;
  readonly current: boolean;
  readonly onOpen: () => void;
}

/** One who waits: since when, by which invite, how far the decision is, and whose turn it is. */
export function QueueRow({ request, current, onOpen }: QueueRowProps) {
  const good = request.vouches.filter(({ kind }) => kind !== 'against').length;
  const against = request.vouches.length - good;
  return (
    <li>
      <button
        type="button"
        class="queue-row"
        aria-current={current ? 'true' : undefined}
        onClick={onOpen}
        data-request={request.id}
      >
        <span class="queue-name">
          <bdi>{request.name}</bdi>
        </span>
        <span class="quiet small" title={fullTime(request.at)}>
          {t('queue-since', {
            when: relativeTime(request.at, Date.now()),
            note: request.note || t('invite-no-note'),
          })}
        </span>
        <span class="small">
          {t('approvals-of', { count: request.approvals.length, needed: request.needed })}
          {good > 0 ? ` · ${t('vouches-count', { count: good })}` : ''}
          {against > 0 ? ` · ${t('vouches-against', { count: against })}` : ''}
        </span>
        <span class="tags">
          {request.alarm ? <span class="tag tag-danger">{t('request-alarm')}</span> : null}
          {request.state === 'deciding' ? <span class="tag">{t('queue-deciding')}</span> : null}
          {request.ownVoice === 'given' ? <span class="tag">{t('queue-voice-given')}</span> : null}
          {request.handedTo === null ? null : (
            <span class="tag">{t('queue-handed', { name: nameOf(request.handedTo) })}</span>
          )}
        </span>
      </button>
    </li>
  );
}
