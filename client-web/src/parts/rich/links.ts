/** Where a link leads, in full. */
export interface Link {
  readonly href: string;
  /** As the browser resolves it: names in other scripts in their ASCII form. */
  readonly host: string;
  /** What was typed for it: the address itself, or words. */
  readonly label: string;
  /** The label is words, so the host has to stand beside it. */
  readonly named: boolean;
  /** The host looks like another one may look: its letters are of several scripts, or of one that is easily confused. */
  readonly odd: boolean;
}

const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Han', 'Hangul'].map(
  (name) => new RegExp(`\\p{Script=${name}}`, 'u'),
);
/** Marks that turn the direction of what follows, and letters without a width. */
const HIDDEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

/** Null when this is no address that a person can be sent to: no other schemes, no user names, no hidden marks. */
export function readLink(address: string, label: string | null): Link | null {
  if (HIDDEN.test(address)) return null;
  const typed = /^https?:\/\/([^/?#\\]+)/.exec(address)?.[1];
  if (typed === undefined) return null;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  return {
    href: url.href,
    host: url.host,
    label: label ?? address,
    named: label !== null,
    odd: isOdd(typed, url.hostname),
  };
}

/** Letters of more than one script in one part of the name, or any that had to be written in another way. */
function isOdd(typed: string, host: string): boolean {
  const mixed = typed.split('.').some((part) => SCRIPTS.filter((script) => script.test(part)).length > 1);
  return mixed || host.split('.').some((part) => part.startsWith('xn--'));
}
