// The calls of org.understory.signal.SignalEngine, made to Signal's own package for Node.
import * as signal from "@signalapp/libsignal-client";
import {
  hex,
  Identities,
  KyberPreKeys,
  PreKeys,
  SenderKeys,
  Sessions,
  SignedPreKeys,
} from "./store.mjs";

const DEVICE = 1;
const FINGERPRINT_ITERATIONS = 5200;
const FINGERPRINT_VERSION = 2;
const SENDER_KEY_VERSION = 0x33;

const address = (input) => signal.ProtocolAddress.new(input.text(), DEVICE);
/** Only told to the peer where both are service ids. */
const self = signal.ProtocolAddress.new(process.argv[2] ?? "self", DEVICE);
const curve = (bytes) => signal.PublicKey.deserialize(bytes);
const date = (input) => new Date(input.number());
const distributionId = (bytes) =>
  hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
const undashed = (uuid) => Buffer.from(uuid.replaceAll("-", ""), "hex");

function privateOf(input) {
  input.bytes();
  return signal.PrivateKey.deserialize(input.bytes());
}

function bundle(input) {
  const registrationId = input.number();
  const preKeyId = input.number();
  const preKey = input.bytes();
  const signedId = input.number();
  const signedKey = curve(input.bytes());
  const signedSignature = input.bytes();
  const kyberId = input.number();
  const kyberKey = signal.KEMPublicKey.deserialize(input.bytes());
  const kyberSignature = input.bytes();
  return signal.PreKeyBundle.new(
    registrationId,
    DEVICE,
    preKey === null ? null : preKeyId,
    preKey === null ? null : curve(preKey),
    signedId,
    signedKey,
    signedSignature,
    curve(input.bytes()),
    kyberId,
    kyberKey,
    kyberSignature,
  );
}

async function decrypt(input, rows) {
  const from = address(input);
  const type = input.number();
  const bytes = input.bytes();
  if (type === signal.CiphertextMessageType.Whisper) {
    const message = signal.SignalMessage.deserialize(bytes);
    return signal.signalDecrypt(message, from, self, new Sessions(rows), new Identities(rows));
  }
  if (type !== signal.CiphertextMessageType.PreKey) {
    throw new TypeError("an unknown type of message");
  }
  return signal.signalDecryptPreKey(
    signal.PreKeySignalMessage.deserialize(bytes),
    from,
    self,
    new Sessions(rows),
    new Identities(rows),
    new PreKeys(rows),
    new SignedPreKeys(rows),
    new KyberPreKeys(rows),
  );
}

/** Field 3 of a prekey message that libsignal has taken; it offers no way to ask for it. */
function identityKeyOf(input) {
  if (input.number() !== signal.CiphertextMessageType.PreKey) {
    throw new TypeError("not a prekey message");
  }
  const bytes = signal.PreKeySignalMessage.deserialize(input.bytes()).serialize();
  let at = 1;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      value |= (bytes[at] & 0x7f) << shift;
      if (bytes[at++] < 0x80) {
        return value;
      }
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const value = varint();
    if (tag === ((3 << 3) | 2)) {
      return bytes.slice(at, at + value);
    }
    at += (tag & 7) === 2 ? value : 0;
  }
  throw new TypeError("no identity key");
}

function distributionIdOf(bytes) {
  try {
    return undashed(signal.SenderKeyDistributionMessage.deserialize(bytes).distributionId());
  } catch (notADistribution) {
    if (bytes[0] !== SENDER_KEY_VERSION) {
      throw notADistribution;
    }
    return undashed(signal.SenderKeyMessage.deserialize(bytes).distributionId());
  }
}

function fingerprint(input) {
  const localId = input.bytes();
  const localKey = curve(input.bytes());
  return signal.Fingerprint.new(
    FINGERPRINT_ITERATIONS,
    FINGERPRINT_VERSION,
    localId,
    localKey,
    input.bytes(),
    curve(input.bytes()),
  );
}

async function archive(input, rows) {
  const remote = address(input);
  const key = signal.DecryptionErrorMessage.deserialize(input.bytes()).ratchetKey();
  const sessions = new Sessions(rows);
  const record = await sessions.getSession(remote);
  if (record === null || key === undefined || !record.currentRatchetKeyMatches(key)) {
    return [0];
  }
  record.archiveCurrentState();
  await sessions.saveSession(remote, record);
  return [1];
}

/** Each takes the arguments and the store's rows, and gives the fields of its result. */
export const CALLS = {
  generateIdentityKeyPair() {
    const key = signal.PrivateKey.generate();
    return [key.getPublicKey().serialize(), key.serialize()];
  },
  generatePreKey(input) {
    const id = input.number();
    const key = signal.PrivateKey.generate();
    const record = signal.PreKeyRecord.new(id, key.getPublicKey(), key);
    return [id, key.getPublicKey().serialize(), new Uint8Array(0), record.serialize()];
  },
  generateSignedPreKey(input) {
    const identity = privateOf(input);
    const id = input.number();
    const key = signal.PrivateKey.generate();
    const publicKey = key.getPublicKey();
    const signature = identity.sign(publicKey.serialize());
    const record = signal.SignedPreKeyRecord.new(id, input.number(), publicKey, key, signature);
    return [id, publicKey.serialize(), signature, record.serialize()];
  },
  generateKyberPreKey(input) {
    const identity = privateOf(input);
    const id = input.number();
    const pair = signal.KEMKeyPair.generate();
    const publicKey = pair.getPublicKey().serialize();
    const signature = identity.sign(publicKey);
    const record = signal.KyberPreKeyRecord.new(id, input.number(), pair, signature);
    return [id, publicKey, signature, record.serialize()];
  },
  async startSession(input, rows) {
    const remote = address(input);
    const offered = bundle(input);
    const stores = [new Sessions(rows), new Identities(rows)];
    await signal.processPreKeyBundle(offered, remote, self, ...stores, date(input));
    return [];
  },
  async encrypt(input, rows) {
    const remote = address(input);
    const text = input.bytes();
    const stores = [new Sessions(rows), new Identities(rows)];
    const message = await signal.signalEncrypt(text, remote, self, ...stores, date(input));
    return [message.type(), message.serialize()];
  },
  decrypt: async (input, rows) => [await decrypt(input, rows)],
  forgetSkippedKeys: () => [],
  decryptionError(input) {
    const type = input.number();
    const bytes = input.bytes();
    const time = input.number();
    const { DecryptionErrorMessage } = signal;
    return [DecryptionErrorMessage.forOriginal(bytes, type, time, input.number()).serialize()];
  },
  archiveSession: archive,
  identityKeyOf: (input) => [identityKeyOf(input)],
  async createSenderKeyDistribution(input, rows) {
    const own = address(input);
    const id = distributionId(input.bytes());
    const { SenderKeyDistributionMessage } = signal;
    const made = await SenderKeyDistributionMessage.create(own, id, new SenderKeys(rows));
    return [made.serialize()];
  },
  async processSenderKeyDistribution(input, rows) {
    const sender = address(input);
    const message = signal.SenderKeyDistributionMessage.deserialize(input.bytes());
    await signal.processSenderKeyDistributionMessage(sender, message, new SenderKeys(rows));
    return [];
  },
  distributionIdOf: (input) => [distributionIdOf(input.bytes())],
  async groupEncrypt(input, rows) {
    const own = address(input);
    const id = distributionId(input.bytes());
    const made = await signal.groupEncrypt(own, id, new SenderKeys(rows), input.bytes());
    return [made.serialize()];
  },
  async groupDecrypt(input, rows) {
    return [await signal.groupDecrypt(address(input), new SenderKeys(rows), input.bytes())];
  },
  forgetSkippedSenderKeys: () => [],
  safetyNumber: (input) => [fingerprint(input).displayableFingerprint().toString()],
  scannableFingerprint: (input) => [fingerprint(input).scannableFingerprint().toBuffer()],
};
