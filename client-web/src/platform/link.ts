/**
 * A link that brought a person here carries its secret after the `#`. It is taken out of the address bar and the
 * history as this module loads, before the page asks the server for anything more, and then lives in memory only.
 */
export interface ArrivalLink {
  readonly kind: 'found' | 'join' | 'link';
  /** The whole link, as it was given. */
  readonly url: string;
}

const KINDS: Readonly<Record<string, ArrivalLink['kind']>> = {
  '/f': 'found',
  '/j': 'join',
  '/l': 'link',
};

/** Null when an address is none of our links. The rest of the link is judged by the core. */
export function readLink(address: string): ArrivalLink | null {
  const { pathname, hash } = new URL(address);
  const kind = KINDS[pathname];
  return kind !== undefined && hash.startsWith('#v1.') ? { kind, url: address } : null;
}

function take(): ArrivalLink | null {
  if (typeof location === 'undefined') return null;
  const link = readLink(location.href);
  if (location.hash !== '' || location.pathname !== '/') history.replaceState(null, '', '/');
  return link;
}

export const arrival: ArrivalLink | null = take();
