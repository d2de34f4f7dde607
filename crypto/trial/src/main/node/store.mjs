// Signal's stores, as one call of the near side sees them: the answers that it brought, and what was written.
import {
  IdentityChange,
  IdentityKeyStore,
  KyberPreKeyRecord,
  KyberPreKeyStore,
  PreKeyRecord,
  PreKeyStore,
  PrivateKey,
  SenderKeyRecord,
  SenderKeyStore,
  SessionRecord,
  SessionStore,
  SignedPreKeyRecord,
  SignedPreKeyStore,
} from "@signalapp/libsignal-client";
import { Fields } from "./packets.mjs";

export const hex = (bytes) => Buffer.from(bytes).toString("hex");
const undashed = (uuid) => uuid.replaceAll("-", "");

export class Rows {
  #rows = new Map();
  #written = new Map();
  /** What was asked and has no answer here; the call is to be made again with it. */
  asked = null;
  /** Why the port refuses, where the store saw it; libsignal gives errors of a store another form. */
  reason = null;

  /** @param {Fields} answers */
  constructor(answers) {
    while (answers.more) {
      const question = answers.text();
      this.#rows.set(question, answers.bytes());
    }
  }

  /** Row and value, or null, in the order of writing. */
  get written() {
    return [...this.#written].flat();
  }

  get(row) {
    const value = this.#rows.get(row);
    if (value === undefined) {
      this.asked ??= row;
      throw new Error(`asks ${row}`);
    }
    return value;
  }

  put(row, value) {
    this.#rows.set(row, value);
    this.#written.delete(row);
    this.#written.set(row, value);
  }

  required(row) {
    const value = this.get(row);
    if (value === null) {
      this.reason = "NO_PREKEY";
      throw new Error(`no ${row}`);
    }
    return value;
  }

  yes(row) {
    return this.required(row)[0] === 1;
  }
}

export class Sessions extends SessionStore {
  constructor(rows) {
    super();
    this.rows = rows;
  }

  async saveSession(address, record) {
    this.rows.put(`session/${address.name()}`, record.serialize());
  }

  async getSession(address) {
    const record = this.rows.get(`session/${address.name()}`);
    return record === null ? null : SessionRecord.deserialize(record);
  }

  async getExistingSessions() {
    throw new Error("not offered");
  }
}

export class Identities extends IdentityKeyStore {
  constructor(rows) {
    super();
    this.rows = rows;
  }

  async getIdentityKey() {
    const pair = new Fields(this.rows.required("identity"));
    pair.bytes();
    return PrivateKey.deserialize(pair.bytes());
  }

  async getLocalRegistrationId() {
    return Number(Buffer.from(this.rows.required("registration")).readBigInt64BE());
  }

  async saveIdentity() {
    return IdentityChange.NewOrUnchanged;
  }

  async isTrustedIdentity(address, key) {
    return this.rows.yes(`trusted/${address.name()}/${hex(key.serialize())}`);
  }

  async getIdentity() {
    throw new Error("not offered");
  }
}

export class PreKeys extends PreKeyStore {
  constructor(rows) {
    super();
    this.rows = rows;
  }

  async savePreKey() {
    throw new Error("not offered");
  }

  async getPreKey(id) {
    return PreKeyRecord.deserialize(this.rows.required(`prekey/${id}`));
  }

  async removePreKey(id) {
    this.rows.put(`prekey/${id}`, null);
  }
}

export class SignedPreKeys extends SignedPreKeyStore {
  constructor(rows) {
    super();
    this.rows = rows;
  }

  async saveSignedPreKey() {
    throw new Error("not offered");
  }

  async getSignedPreKey(id) {
    return SignedPreKeyRecord.deserialize(this.rows.required(`signed/${id}`));
  }
}

export class KyberPreKeys extends KyberPreKeyStore {
  constructor(rows) {
    super();
    this.rows = rows;
  }

  async saveKyberPreKey() {
    throw new Error("not offered");
  }

  async getKyberPreKey(id) {
    return KyberPreKeyRecord.deserialize(this.rows.required(`kyber/${id}`));
  }

  async markKyberPreKeyUsed(id, signedId, baseKey) {
    if (!this.rows.yes(`mark/${id}/${signedId}/${hex(baseKey.serialize())}`)) {
      this.rows.reason = "INVALID";
      throw new Error("a base key used before");
    }
  }
}

export class SenderKeys extends SenderKeyStore {
  constructor(rows) {
    super();
    this.rows = rows;
  }

  async saveSenderKey(sender, distributionId, record) {
    this.rows.put(`senderkey/${sender.name()}/${undashed(distributionId)}`, record.serialize());
  }

  async getSenderKey(sender, distributionId) {
    const record = this.rows.get(`senderkey/${sender.name()}/${undashed(distributionId)}`);
    return record === null ? null : SenderKeyRecord.deserialize(record);
  }
}
