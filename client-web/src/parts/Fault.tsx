import { Banner } from '../ui/Banner';

/** Why something did not work, said at once. Nothing when all is well. */
export function Fault({ text }: { readonly text: string | null }) {
  return text === null ? null : (
    <div role="alert">
      <Banner kind="danger">{text}</Banner>
    </div>
  );
}
