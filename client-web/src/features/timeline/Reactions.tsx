import type { MessageItem } from '../../core/view';
import { t } from '../../i18n/talk';
import { nameList } from '../../parts/names';
import type { MessageActs } from './use-message-acts';

/** What others felt about it; pressing one joins in or takes the own one back. */
export function Reactions({ item, acts }: { readonly item: MessageItem; readonly acts: MessageActs }) {
  return (
    <ul class="reactions" aria-label={t('reactions')}>
      {item.reactions.map(({ emoji, count, mine, by }) => (
        <li key={emoji}>
          <button
            type="button"
            class="reaction"
            tabIndex={-1}
            aria-pressed={mine}
            disabled={!acts.mayWrite}
            title={by.length === 0 ? undefined : nameList(by)}
            onClick={() => acts.toggle(item, emoji, mine)}
          >
            <span>{emoji}</span> <span class="small">{count}</span>
            {by.length === 0 ? null : <span class="hidden-text">{nameList(by)}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
