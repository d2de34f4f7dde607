/**
 * The one Trusted Types policy of the page: it makes script addresses for workers, from an exact list. The server's
 * header allows this policy and no other, so no other text of the page can ever become code.
 */
interface UrlPolicy {
  createScriptURL(url: string): unknown;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): UrlPolicy;
}

function allowed(url: string, list: readonly string[]): string {
  if (!list.includes(url)) throw new TypeError('not a worker of ours');
  return url;
}

let policy: UrlPolicy | undefined;
/** What callers have named so far: a browser allows the policy to be made once. */
const known = new Set<string>();

/** The address as a trusted value where the browser has them, else the checked address itself. */
export function workerUrl(url: string, list: readonly string[]): string {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (factory === undefined) return allowed(url, list);
  for (const each of list) known.add(each);
  policy ??= factory.createPolicy('worker-url', { createScriptURL: (u) => allowed(u, [...known]) });
  return policy.createScriptURL(url) as string;
}
