// Signal's own library in Node: native code behind JavaScript. Its stores keep bytes, as those of its tests do.
import { createInterface } from "node:readline";
import * as signal from "@signalapp/libsignal-client";
import { TEXT, budget, once, rate, taken } from "./page/timing.js";

const MEMBERS = 1000;
const DECRYPTED = 1000;
const DISTRIBUTION = "d1d1d1d1-7000-11eb-b32a-33b8a8a487a6";

class Sessions extends signal.SessionStore {
  kept = new Map();
  async saveSession(name, record) {
    this.kept.set(name.toString(), record.serialize());
  }
  async getSession(name) {
    const bytes = this.kept.get(name.toString());
    return bytes === undefined ? null : signal.SessionRecord.deserialize(bytes);
  }
  async getExistingSessions(names) {
    return Promise.all(names.map((each) => this.getSession(each)));
  }
}

class Identities extends signal.IdentityKeyStore {
  mine = signal.PrivateKey.generate();
  kept = new Map();
  async getIdentityKey() {
    return this.mine;
  }
  async getLocalRegistrationId() {
    return 5;
  }
  async saveIdentity(name, key) {
    this.kept.set(name.toString(), key.serialize());
    return signal.IdentityChange.NewOrUnchanged;
  }
  async isTrustedIdentity() {
    return true;
  }
  async getIdentity() {
    return null;
  }
}

/** Three kinds of prekeys, each of a class of its own, alike but for their methods' names. */
const preKeys = (Store, kind, Record) => {
  const kept = new Map();
  const store = new (class extends Store {})();
  store[`save${kind}`] = async (id, record) => void kept.set(id, record.serialize());
  store[`get${kind}`] = async (id) => Record.deserialize(kept.get(id));
  store[`remove${kind}`] = async (id) => void kept.delete(id);
  store.markKyberPreKeyUsed = async () => {};
  return store;
};

class SenderKeys extends signal.SenderKeyStore {
  kept = new Map();
  async saveSenderKey(sender, distribution, record) {
    this.kept.set(`${sender.toString()} ${distribution}`, record.serialize());
  }
  async getSenderKey(sender, distribution) {
    const bytes = this.kept.get(`${sender.toString()} ${distribution}`);
    return bytes === undefined ? null : signal.SenderKeyRecord.deserialize(bytes);
  }
}

let parties = 0;

function party() {
  return {
    address: signal.ProtocolAddress.new(`party${(parties += 1)}`, 1),
    sessions: new Sessions(),
    identities: new Identities(),
    preKeys: preKeys(signal.PreKeyStore, "PreKey", signal.PreKeyRecord),
    signedPreKeys: preKeys(signal.SignedPreKeyStore, "SignedPreKey", signal.SignedPreKeyRecord),
    kyberPreKeys: preKeys(signal.KyberPreKeyStore, "KyberPreKey", signal.KyberPreKeyRecord),
    senderKeys: new SenderKeys(),
  };
}

async function bundleOf(who) {
  const identity = who.identities.mine;
  const [one, signed] = [signal.PrivateKey.generate(), signal.PrivateKey.generate()];
  const kyber = signal.KEMKeyPair.generate();
  const signature = identity.sign(signed.getPublicKey().serialize());
  const kyberSignature = identity.sign(kyber.getPublicKey().serialize());
  await who.preKeys.savePreKey(1, signal.PreKeyRecord.new(1, one.getPublicKey(), one));
  const record = signal.SignedPreKeyRecord.new(2, 1, signed.getPublicKey(), signed, signature);
  await who.signedPreKeys.saveSignedPreKey(2, record);
  await who.kyberPreKeys.saveKyberPreKey(3, signal.KyberPreKeyRecord.new(3, 1, kyber, kyberSignature));
  return signal.PreKeyBundle.new(
    5,
    1,
    1,
    one.getPublicKey(),
    2,
    signed.getPublicKey(),
    signature,
    identity.getPublicKey(),
    3,
    kyber.getPublicKey(),
    kyberSignature,
  );
}

const start = (from, address, bundle) =>
  signal.processPreKeyBundle(bundle, address, from.address, from.sessions, from.identities);

const encrypt = async (from, address, bytes) =>
  (await signal.signalEncrypt(bytes, address, from.address, from.sessions, from.identities)).serialize();

const decrypt = (at, address, bytes) =>
  signal.signalDecrypt(signal.SignalMessage.deserialize(bytes), address, at.address, at.sessions, at.identities);

const decryptFirst = (at, address, bytes) =>
  signal.signalDecryptPreKey(
    signal.PreKeySignalMessage.deserialize(bytes),
    address,
    at.address,
    at.sessions,
    at.identities,
    at.preKeys,
    at.signedPreKeys,
    at.kyberPreKeys,
  );

const others = once(async () => {
  const made = [];
  for (let i = 1; i < MEMBERS; i += 1) {
    const who = party();
    made.push({ who, address: who.address, bundle: await bundleOf(who) });
  }
  return made;
});

async function session() {
  const known = await others();
  let from = party();
  let next = 0;
  return rate(async (n) => {
    for (let i = 0; i < n; i += 1) {
      if ((next += 1) === known.length) {
        next = 0;
        from = party();
      }
      await start(from, known[next].address, known[next].bundle);
      await encrypt(from, known[next].address, TEXT);
    }
  }, 10);
}

/** Two that have spoken in both directions, and so has no message a prekey any more. */
const talk = once(async () => {
  const [a, b] = [party(), party()];
  await start(a, b.address, await bundleOf(b));
  await decryptFirst(b, a.address, await encrypt(a, b.address, TEXT));
  await decrypt(a, b.address, await encrypt(b, a.address, TEXT));
  let [from, to] = [a, b];
  return async (n) => {
    for (let i = 0; i < n; i += 1) {
      await decrypt(to, from.address, await encrypt(from, to.address, TEXT));
      [from, to] = [to, from];
    }
  };
});

const distribution = async (from) =>
  (await signal.SenderKeyDistributionMessage.create(from.address, DISTRIBUTION, from.senderKeys)).serialize();

const groupEncrypt = async (from) =>
  (await signal.groupEncrypt(from.address, DISTRIBUTION, from.senderKeys, TEXT)).serialize();

/** The key to all of them, through sessions that are there. The bytes of it. */
async function share(from, known) {
  const message = await distribution(from);
  let bytes = 0;
  for (const { address } of known) {
    bytes += (await encrypt(from, address, message)).length;
  }
  return bytes;
}

/** One whose sessions everybody has answered in. */
const founder = once(async () => {
  const [from, known] = [party(), await others()];
  for (const { who, address } of known) {
    await start(from, address, await bundleOf(who));
    await decryptFirst(who, from.address, await encrypt(from, address, TEXT));
    await decrypt(from, address, await encrypt(who, from.address, TEXT));
  }
  return from;
});

async function reshare(known, thenSend) {
  const from = await founder();
  let bytes = 0;
  const value = await taken(async () => {
    from.senderKeys = new SenderKeys();
    bytes = await share(from, known);
    if (thenSend) {
      await groupEncrypt(from);
    }
  });
  return { value, bytes };
}

async function found() {
  const [from, known] = [party(), await others()];
  return taken(async () => {
    for (const { address, bundle } of known) {
      await start(from, address, bundle);
    }
    await share(from, known);
  });
}

const pair = once(async () => {
  const [from, to] = [party(), party()];
  const message = signal.SenderKeyDistributionMessage.deserialize(await distribution(from));
  await signal.processSenderKeyDistributionMessage(from.address, message, to.senderKeys);
  return { from, to };
});

async function groupDecrypt() {
  const { from, to } = await pair();
  const messages = [];
  for (let i = 0; i < DECRYPTED; i += 1) {
    messages.push(await groupEncrypt(from));
  }
  const took = await taken(async () => {
    for (const each of messages) {
      await signal.groupDecrypt(from.address, to.senderKeys, each);
    }
  });
  return (1000 * DECRYPTED) / took;
}

const sender = once(async () => {
  const from = party();
  await distribution(from);
  return from;
});

export const ready = async () => {};

export const rows = {
  "session": session,
  "pingpong": async () => rate(await talk(), 20),
  "group.encrypt": async () => {
    const from = await sender();
    return rate(async (n) => {
      for (let i = 0; i < n; i += 1) {
        await groupEncrypt(from);
      }
    }, 50);
  },
  "group.decrypt": groupDecrypt,
  "group.bytes": async () => (await groupEncrypt(await sender())).length,
  "share": async () => reshare(await others(), false),
  "found": found,
  "remove": async () => reshare((await others()).slice(1), true),
};

/** Asked by lines: "rows", or a row; each answer is one line of JSON. */
async function answer(line) {
  if (line === "rows") {
    return Object.keys(rows);
  }
  try {
    const result = await rows[line]();
    return typeof result === "number" ? { value: result } : result;
  } catch (error) {
    return { error: String(error) };
  }
}

budget.rate = Number(process.argv[2] ?? budget.rate);
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
}
