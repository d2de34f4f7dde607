import type { Runtime } from '../core/api';
import { base, integrity } from 'virtual:engine';

/** What the compiled core exports: the same from WebAssembly and from JavaScript, all of it synchronous. */
export interface Engine {
  argon2id(passphrase: Uint8Array, salt: Uint8Array, memoryKiB: number, iterations: number): Int8Array;
  createVault(kdf: Uint8Array, kdfOutput: Uint8Array, deviceHalf: Uint8Array): string;
  vaultHeader(): Int8Array;
  vaultKdf(header: Uint8Array): Int8Array;
  openVault(header: Uint8Array, kdfOutput: Uint8Array, deviceHalf: Uint8Array): string;
  /** Something stored: keys, rows and the newest pages before `shown`, all of it before `loaded`. */
  row(place: Uint8Array, value: Uint8Array): void;
  shown(now: number): void;
  loaded(now: number): string;
  connected(now: number): void;
  received(frame: Uint8Array, now: number): void;
  disconnected(now: number): void;
  tick(now: number): void;
  found(link: string, groupName: string, name: string, now: number): string;
  inspectInvite(link: string): string;
  join(link: string, name: string, answer: string, now: number): string;
  act(name: string, args: readonly string[], now: number): string;
  begin(name: string, args: readonly string[], now: number): string;
  /** JSON. */
  query(name: string, args: readonly string[]): string;
  createChannel(name: string, timerSeconds: number, now: number): string;
  setTimer(channelId: string, timerSeconds: number, now: number): string;
  post(channelId: string, text: string, now: number): string;
  retry(messageId: string, now: number): string;
  discard(messageId: string, now: number): string;
  leave(now: number): string;
  withdraw(now: number): string;
  safetyNumber(memberId: string): string;
  view(): string;
  timeline(channelId: string, limit: number): string;
  nextEffect(): number;
  effectBytes(): Int8Array;
  effectText(): string;
}

interface Loader {
  loadCore(places: {
    readonly wasmUrl: string;
    readonly integrity?: string;
    readonly runtimeUrl: string;
    readonly jsUrl: string;
    readonly nobleUrl: string;
  }): Promise<{ readonly runtime: Runtime; readonly exports: Engine }>;
}

/** Loads the compiled core in the form that this browser can run. Fails when it computes wrongly here. */
export async function loadEngine(): Promise<{ readonly runtime: Runtime; readonly engine: Engine }> {
  // The address is written by the build, never put together from anything else.
  // eslint-disable-next-line no-unsanitized/method
  const loader = (await import(/* @vite-ignore */ `${base}loader.js`)) as Loader;
  const hash = integrity['engine.wasm'];
  const { runtime, exports } = await loader.loadCore({
    wasmUrl: `${base}engine.wasm`,
    runtimeUrl: `${base}engine.wasm-runtime.js`,
    jsUrl: `${base}engine.js`,
    nobleUrl: `${base}primitives.noble.js`,
    ...(hash === undefined ? {} : { integrity: hash }),
  });
  return { runtime, engine: exports };
}
