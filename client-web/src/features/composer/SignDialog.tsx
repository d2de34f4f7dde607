import { t } from '../../i18n/talk';
import { EmojiGrid } from '../../parts/EmojiGrid';
import { Dialog } from '../../ui/Dialog';

interface SignDialogProps {
  readonly onPick: (sign: string) => void;
  readonly onClose: () => void;
}

export function SignDialog({ onPick, onClose }: SignDialogProps) {
  return (
    <Dialog title={t('add-sign')} closeLabel={t('close')} onClose={onClose}>
      <EmojiGrid
        onPick={(sign) => {
          onPick(sign);
          onClose();
        }}
      />
    </Dialog>
  );
}
