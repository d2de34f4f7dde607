import type { InviteLink, Timeline, View } from './view';

/** "" when done, else why not. */
export type Outcome = string;

export type Runtime = 'wasm' | 'javascript';
export type KdfName = 'argon2id' | 'pbkdf2-sha512';

/** How the store of this device is locked, for the security check-up. */
export interface VaultInfo {
  readonly kdf: KdfName;
  readonly iterations: number;
  readonly memoryKiB: number;
  readonly runtime: Runtime;
}

/** A passphrase made into the key of a file: how, and 32 bytes. */
export interface Stretched {
  /** As it stands in the file. */
  readonly kdf: Uint8Array<ArrayBuffer>;
  readonly key: Uint8Array<ArrayBuffer>;
}

export interface VaultKeys {
  readonly passphrase: string;
  /** 32 bytes from the page's own storage, where neither the database nor a service worker reaches. */
  readonly deviceHalf: Uint8Array;
}

/**
 * The group's core as the page sees it: calls go to a worker, which holds the keys, the store and the connection.
 * Every call may fail with an Error when the worker has died; what the core itself refuses is an {@link Outcome}.
 */
export interface CoreApi {
  /** Loads the engine and looks at the store. */
  start(): Promise<{ readonly hasVault: boolean; readonly runtime: Runtime }>;
  inspectInvite(link: string): Promise<InviteLink>;
  /** Makes the store of this device and founds a group with the ticket of the link. */
  found(keys: VaultKeys, link: string, groupName: string, name: string): Promise<Outcome>;
  /** Makes the store of this device and asks to join by the link. */
  join(keys: VaultKeys, link: string, name: string, answer: string): Promise<Outcome>;
  /** "wrong-passphrase" looks the same whatever part was wrong. */
  unlock(keys: VaultKeys): Promise<Outcome>;
  vaultInfo(): Promise<VaultInfo>;
  /**
   * Once the whole history is loaded. Takes about a second; half a minute where the browser compiles nothing.
   *
   * @param kdf of a file that is there; null for a new one
   * @returns null where a file asks for less work than is safe, or for more than is sane
   */
  stretch(passphrase: string, kdf: Uint8Array<ArrayBuffer> | null): Promise<Stretched | null>;
  /** Sixty digits in twelve groups, the same on the other side; empty for oneself. Takes a moment to compute. */
  safetyNumber(memberId: string): Promise<string>;
  /** Removes everything that this device has stored. */
  wipe(): Promise<Outcome>;

  view(): Promise<View>;
  timeline(channelId: string, limit: number): Promise<Timeline>;

  post(channelId: string, text: string): Promise<Outcome>;
  retry(messageId: string): Promise<Outcome>;
  discard(messageId: string): Promise<Outcome>;
  createChannel(name: string, timerSeconds: number): Promise<Outcome>;
  setTimer(channelId: string, timerSeconds: number): Promise<Outcome>;
  leave(): Promise<Outcome>;
  withdraw(): Promise<Outcome>;
  /** Any other act, by its name: acts.ts has them with types. */
  act(name: string, ...args: readonly string[]): Promise<Outcome>;
  /** An act with which a device begins: makes its store first, as `join` does. */
  begin(keys: VaultKeys, name: string, ...args: readonly string[]): Promise<Outcome>;
  /** An answer that changes nothing, as the core's JSON. */
  query(name: string, ...args: readonly string[]): Promise<unknown>;

  /** The browser says that the network is back: do not wait for the next attempt. */
  networkIsBack(): Promise<void>;
}

/** What the worker says unasked. */
export interface CoreEvents {
  /** Something of the view or a timeline is new: read again. */
  changed(): void;
  /** The core has wiped the store; the code that says why, empty where nothing more is to say. */
  wiped(why: string): void;
  /** The worker cannot go on; everything stored is as it was. */
  failed(what: 'storage' | 'engine'): void;
}

/** A running core. `stop` ends the worker, which is the only sure way to drop what it remembers. */
export interface RunningCore {
  readonly api: CoreApi;
  stop(): void;
}

export type CoreStarter = (events: CoreEvents) => RunningCore;
