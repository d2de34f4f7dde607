import type { ComponentChildren } from 'preact';
import type { JoinRequest } from '../../core/view';
import { fullTime, relativeTime } from '../../i18n/times';
import { t } from '../../i18n/t';
import { nameOf } from '../../parts/names';
import { Button } from '../../ui/Button';

const When = ({ at }: { readonly at: number }) => (
  <time class="quiet small" dateTime={new Date(at).toISOString()} title={fullTime(at)}>
    {relativeTime(at, Date.now())}
  </time>
);

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="stack-small">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Who has approved, of how many it takes. */
export function Approvals({ request }: { readonly request: JoinRequest }) {
  return (
    <Section title={t('approvals-of', { count: request.approvals.length, needed: request.needed })}>
      {request.approvals.length === 0 ? <p class="quiet">{t('approvals-none')}</p> : null}
      <ul class="trail">
        {request.approvals.map(({ by, at }) => (
          <li key={by}>
            <bdi>{nameOf(by, 'start')}</bdi> <When at={at} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What members say who know the person, or say that they do. Advice, no votes. */
export function Vouches({ request, onAsk }: { readonly request: JoinRequest; readonly onAsk: () => void }) {
  return (
    <Section title={t('vouches')}>
      <p class="quiet small">{t('vouches-what')}</p>
      {request.vouches.length === 0 ? <p class="quiet">{t('vouches-none')}</p> : null}
      <ul class="trail">
        {request.vouches.map((vouch) => (
          <li key={vouch.by}>
            <p>
              <strong>
                <bdi>{nameOf(vouch.by, 'start')}</bdi>
              </strong>
              : {t(`vouch-${vouch.kind}`)} <When at={vouch.at} />
            </p>
            {vouch.note === '' ? null : (
              <p class="plain-text" dir="auto">
                {vouch.note}
              </p>
            )}
          </li>
        ))}
      </ul>
      {request.state === 'deciding' ? null : (
        <div class="row">
          <Button onClick={onAsk}>{t('action-ask-vouch')}</Button>
        </div>
      )}
    </Section>
  );
}

/** What admins wrote and did, for admins alone. */
export function Notes({ request }: { readonly request: JoinRequest }) {
  return (
    <Section title={t('notes')}>
      <p class="quiet small">{t('notes-what')}</p>
      {request.notes.length === 0 ? <p class="quiet">{t('notes-none')}</p> : null}
      <ul class="trail">
        {request.notes.map((note, at) => (
          <li key={at}>
            <p>
              <strong>
                <bdi>{nameOf(note.by, 'start')}</bdi>
              </strong>{' '}
              {note.kind === 'handed-over'
                ? note.to === null
                  ? t('note-handed-back')
                  : t('note-handed-over', { name: nameOf(note.to) })
                : t(`note-${note.kind}`)}{' '}
              <When at={note.at} />
            </p>
            {note.text === '' ? null : (
              <p class="plain-text" dir="auto">
                {note.text}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
