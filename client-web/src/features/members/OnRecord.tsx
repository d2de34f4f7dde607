import { useState } from 'preact/hooks';
import { audit, type AuditLine } from '../../core/queries';
import type { Member } from '../../core/view';
import { fullTime } from '../../i18n/times';
import { t, tFor } from '../../i18n/t';
import { nameOf } from '../../parts/names';

/** What admins signed about somebody. From the chain, so every member can see it and nobody can change it. */
export function OnRecord({ member }: { readonly member: Member }) {
  const [lines, setLines] = useState<readonly AuditLine[] | null>(null);
  const open = (event: Event) => {
    if ((event.currentTarget as HTMLDetailsElement).open)
      void audit(member.id).then((all) => setLines(all ?? []));
  };
  return (
    <details onToggle={open}>
      <summary class="summary">{t('on-record')}</summary>
      <p class="quiet small">{t('on-record-what')}</p>
      {lines?.length === 0 ? <p class="quiet small">{t('on-record-none')}</p> : null}
      <ol class="trail">
        {(lines ?? []).map(({ what, by, at }, index) => (
          <li key={index} class="small">
            {tFor('record', what, 'record-other')} – <bdi>{nameOf(by)}</bdi>{' '}
            <time class="quiet" dateTime={new Date(at).toISOString()}>
              {fullTime(at)}
            </time>
          </li>
        ))}
      </ol>
    </details>
  );
}
