import { t } from '../i18n/t';
import { Button } from '../ui/Button';
import { toast } from '../ui/toast';

export function CopyButton(props: {
  readonly text: string;
  readonly children: string;
  readonly primary?: boolean;
}) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      toast(t('copied'));
    } catch {
      toast(t('copy-failed'));
    }
  };
  return (
    <Button kind={props.primary ? 'primary' : 'secondary'} onClick={() => void copy()}>
      {props.children}
    </Button>
  );
}
