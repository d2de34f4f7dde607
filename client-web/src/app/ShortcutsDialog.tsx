import { t } from '../i18n/talk';
import { Dialog } from '../ui/Dialog';

const shortcuts = [
  ['Ctrl+K', 'shortcut-go-to'],
  ['Alt+↑ / Alt+↓', 'shortcut-channels'],
  ['Alt+Shift+↑ / ↓', 'shortcut-unread'],
  ['F6 / Shift+F6', 'shortcut-regions'],
  ['↑ / ↓', 'shortcut-items'],
  ['End', 'shortcut-latest'],
  ['Enter / Esc', 'shortcut-enter'],
  ['R, E, T', 'shortcut-message'],
  ['U, I, Del', 'shortcut-message-more'],
  ['Shift+F10', 'shortcut-menu'],
  ['Ctrl+Shift+F', 'shortcut-search'],
  ['↑', 'shortcut-edit-last'],
  ['Ctrl+B, I, E', 'shortcut-format'],
  ['Ctrl+/', 'shortcut-list'],
] as const;

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={t('shortcuts')} closeLabel={t('close')} onClose={onClose}>
      <dl class="shortcuts">
        {shortcuts.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
