// Wire's core-crypto: Proteus for pairs, MLS for groups. Work happens in transactions, as its interface asks.
import {
  CipherSuite,
  ClientId,
  CoreCrypto,
  ConversationId,
  Credential,
  Database,
  DatabaseKey,
  DeviceId,
  KeyPackage,
  Uuid,
  initWasmModule,
} from "@wireapp/core-crypto/browser";
import { TEXT, once, rate, taken } from "./timing.js";

const MEMBERS = 1000;
const DECRYPTED = 300;
const SUITE = CipherSuite.Mls128Dhkemx25519Aes128gcmSha256Ed25519;

export const ready = once(() => initWasmModule(new URL("/core-crypto.wasm", location.href).href));

async function device(name, stored) {
  await ready();
  const key = new DatabaseKey(crypto.getRandomValues(new Uint8Array(32)));
  const cc = CoreCrypto.new(stored ? await Database.open(`${name}-${Math.random()}`, key) : await Database.inMemory());
  await cc.transaction((ctx) => ctx.proteusInit());
  return cc;
}

const sender = once(() => device("sender", false));

const prekeys = once(async () => {
  const other = await device("receiver", false);
  return other.transaction(async (ctx) => {
    const made = [];
    for (let id = 1; id <= MEMBERS; id += 1) {
      made.push(await ctx.proteusNewPrekey(id));
    }
    return made;
  });
});

let sessions = 0;

async function session() {
  const [from, keys] = [await sender(), await prekeys()];
  return rate(
    (n) =>
      from.transaction(async (ctx) => {
        for (let i = 0; i < n; i += 1) {
          const id = `s${(sessions += 1)}`;
          await ctx.proteusSessionFromPrekey(id, keys[sessions % MEMBERS]);
          await ctx.proteusEncrypt(id, TEXT);
          await ctx.proteusSessionDelete(id);
        }
      }),
    20,
  );
}

/** Two devices that have spoken in both directions. */
async function pair(stored) {
  const [a, b] = [await device("a", stored), await device("b", stored)];
  const prekey = await b.transaction((ctx) => ctx.proteusNewPrekey(7));
  const first = await a.transaction(async (ctx) => {
    await ctx.proteusSessionFromPrekey("b", prekey);
    return ctx.proteusEncrypt("b", TEXT);
  });
  await b.transaction((ctx) => ctx.proteusSessionFromMessage("a", first));
  return { a, b };
}

/** One message is one transaction: what came is decrypted, the answer encrypted, both stored, then the answer leaves. */
function talk({ a, b }) {
  const turns = [
    { me: b, peer: "a" },
    { me: a, peer: "b" },
  ];
  let waiting;
  let turn = 0;
  return async (n) => {
    for (let i = 0; i < n; i += 1) {
      const { me, peer } = turns[turn % 2];
      turn += 1;
      const came = waiting;
      waiting = await me.transaction(async (ctx) => {
        if (came !== undefined) {
          await ctx.proteusDecrypt(peer, came);
        }
        return ctx.proteusEncrypt(peer, TEXT);
      });
    }
  };
}

const inMemory = once(async () => talk(await pair(false)));
const inStore = once(async () => talk(await pair(true)));

const CONVERSATION = () => new ConversationId(new TextEncoder().encode("the group"));

/** A device of MLS; what it would send is kept. */
async function mls(n) {
  await ready();
  const cc = CoreCrypto.new(await Database.inMemory());
  const id = new ClientId(new Uuid(crypto.randomUUID()), new DeviceId(BigInt(n + 1)), "bench.example");
  const sent = [];
  const transport = {
    sendCommitBundle: async (bundle) => void sent.push(bundle),
    prepareForTransport: async () => new Uint8Array(),
  };
  const reference = await cc.transaction(async (ctx) => {
    await ctx.mlsInit(id, transport);
    return ctx.addCredential(Credential.basic(SUITE, id));
  });
  const keyPackage = () =>
    cc.transaction(async (ctx) => (await ctx.generateKeyPackage(reference)).serialize());
  return { cc, id, sent, reference, keyPackage };
}

/** The key packages of all others, made by a device each, which then goes. */
const others = once(async () => {
  await ready();
  const made = [];
  for (let n = 0; n < MEMBERS - 1; n += 1) {
    const { cc, keyPackage } = await mls(n);
    made.push(await keyPackage());
    cc.uniffiDestroy();
  }
  return made;
});

/** A fresh founder with everything that founding needs, and how to do it. */
async function founding(packages) {
  await ready();
  const founder = await mls(MEMBERS);
  const keyPackages = packages.map((bytes) => new KeyPackage(bytes));
  const found = () =>
    founder.cc.transaction(async (ctx) => {
      await ctx.createConversation(CONVERSATION(), founder.reference);
      await ctx.addClientsToConversation(CONVERSATION(), keyPackages);
    });
  return { founder, found };
}

/** The group of 1,000, of which one member beside the founder is here too. */
const group = once(async () => {
  const member = await mls(0);
  const { founder, found } = await founding([await member.keyPackage(), ...(await others()).slice(1)]);
  await found();
  await member.cc.transaction((ctx) => ctx.processWelcomeMessage(founder.sent[0].welcome));
  return { founder, member };
});

const encrypted = ({ cc }, n) =>
  cc.transaction(async (ctx) => {
    const messages = [];
    for (let i = 0; i < n; i += 1) {
      messages.push(await ctx.encryptMessage(CONVERSATION(), TEXT));
    }
    return messages;
  });

async function groupDecrypt() {
  const { founder, member } = await group();
  const messages = await encrypted(member, DECRYPTED);
  const took = await taken(() =>
    founder.cc.transaction(async (ctx) => {
      for (const each of messages) {
        await ctx.decryptMessage(CONVERSATION(), each);
      }
    }),
  );
  return (1000 * DECRYPTED) / took;
}

async function remove() {
  const { founder, member } = await group();
  const ids = await founder.cc.getClientIds(CONVERSATION());
  const mine = founder.id.copyBytes();
  const gone = ids.findLast((each) => !same(each.copyBytes(), mine));
  const took = await taken(async () => {
    await founder.cc.transaction((ctx) => ctx.removeClientsFromConversation(CONVERSATION(), [gone]));
    await encrypted(founder, 1);
  });
  const { commit } = founder.sent.at(-1);
  await member.cc.transaction((ctx) => ctx.decryptMessage(CONVERSATION(), commit));
  return { value: took, bytes: commit.length };
}

const same = (a, b) => a.length === b.length && a.every((each, i) => each === b[i]);

/** @type {Record<string, () => Promise<number | {value: number, bytes: number}>>} */
export const rows = {
  "session": session,
  "pingpong": async () => rate(await inMemory(), 20),
  "pingpong.stored": async () => rate(await inStore(), 4),
  "group.encrypt": async () => {
    const { founder } = await group();
    return rate((n) => encrypted(founder, n), 50);
  },
  "group.decrypt": groupDecrypt,
  "group.bytes": async () => (await encrypted((await group()).founder, 1))[0].length,
  "found": async () => taken((await founding(await others())).found),
  "remove": remove,
};

export const material = async () => (await others()).map((each) => [...each]);

let kept;
/** For the memory of a page that holds the group and nothing else. */
export async function holdGroup(packages) {
  const { founder, found } = await founding(packages.map((each) => Uint8Array.from(each)));
  await found();
  kept = founder;
  founder.sent.length = 0;
}
