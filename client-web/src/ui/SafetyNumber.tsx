import './safety-number.css';

/** Sixty digits as twelve groups of five, in the order they are read aloud. */
export function SafetyNumber({ digits, label }: { readonly digits: string; readonly label: string }) {
  const groups = digits.replace(/\D/g, '').match(/\d{5}/g) ?? [];
  return (
    <ol class="safety-number" aria-label={label} dir="ltr">
      {groups.map((group, at) => (
        <li key={at}>{group}</li>
      ))}
    </ol>
  );
}
