import { afterEach, describe, expect, it, vi } from 'vitest';

/** A browser that owns the store, with what lies in its scratch folder. */
function browser(left: Set<string>, owned: boolean) {
  const folder = {
    keys: async function* () {
      yield* [...left];
    },
    removeEntry: async (name: string) => void left.delete(name),
  };
  const root = { getDirectoryHandle: async () => folder };
  const request = (_: string, __: unknown, held: (lock: unknown) => unknown) =>
    Promise.resolve(held(owned ? {} : null));
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => root }, locks: { request } });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('history', { replaceState: () => undefined });
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => undefined,
    removeItem: () => undefined,
  });
  vi.stubGlobal('location', { href: 'https://x.example/', pathname: '/', hash: '' });
}

async function begun(left: Set<string>, owned: boolean) {
  browser(left, owned);
  vi.doMock('../platform/support', () => ({ missing: () => null }));
  const life = await import('./life');
  const api = { start: async () => ({ hasVault: true }), wipe: async () => '' };
  await life.begin(() => ({ api, stop: () => undefined }) as never);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return life;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('opened files that a crash left', () => {
  it('are removed when the page begins, before anybody unlocks it', async () => {
    const left = new Set(['a', 'b']);
    await begun(left, true);
    expect([...left]).toEqual([]);
  });

  it('are left alone by a tab that does not own the store', async () => {
    const left = new Set(['a']);
    await begun(left, false);
    expect([...left]).toEqual(['a']);
  });
});

describe('files that are open', () => {
  it.each(['lock', 'wipe'] as const)('are forgotten on %s', async (how) => {
    const life = await begun(new Set(), true);
    const forgetFiles = vi.fn(async () => undefined);
    vi.doMock('../files', () => ({ forgetFiles }));
    life.stage.value = { kind: 'open' };
    await import('../parts/files');
    expect(forgetFiles).not.toHaveBeenCalled();
    await life[how]();
    expect(forgetFiles).toHaveBeenCalled();
  });
});
