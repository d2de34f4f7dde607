// ts-mls: MLS in TypeScript over WebCrypto. Its state is a value: what is not needed any more is dropped.
import {
  createApplicationMessage,
  createCommit,
  createGroup,
  decodeMlsMessage,
  defaultCapabilities,
  defaultLifetime,
  emptyPskIndex,
  encodeMlsMessage,
  generateKeyPackage,
  getCiphersuiteFromName,
  getCiphersuiteImpl,
  joinGroup,
  processPrivateMessage,
  zeroOutUint8Array,
} from "ts-mls";
import { TEXT, once, rate, taken } from "./timing.js";

const MEMBERS = 1000;
const DECRYPTED = 300;
const SUITE = "MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519";

const suite = once(() => getCiphersuiteImpl(getCiphersuiteFromName(SUITE)));
export const ready = suite;

async function keyPackage(name) {
  const credential = { credentialType: "basic", identity: new TextEncoder().encode(name) };
  return generateKeyPackage(credential, defaultCapabilities(), defaultLifetime, [], await suite());
}

const asMessage = (publicPackage) =>
  encodeMlsMessage({ keyPackage: publicPackage, wireformat: "mls_key_package", version: "mls10" });

/** The key packages of all others, as bytes. */
const others = once(async () => {
  const made = [];
  for (let n = 0; n < MEMBERS - 1; n += 1) {
    made.push(asMessage((await keyPackage(`member ${n}`)).publicPackage));
  }
  return made;
});

const wipe = ({ consumed }) => consumed.forEach(zeroOutUint8Array);

/** What founds a group with these members: the state and the welcome. */
async function founding(packages) {
  const cipherSuite = await suite();
  const mine = await keyPackage("founder");
  return async () => {
    const state = await createGroup(
      new TextEncoder().encode("the group"),
      mine.publicPackage,
      mine.privatePackage,
      [],
      cipherSuite,
    );
    const extraProposals = packages.map((bytes) => ({
      proposalType: "add",
      add: { keyPackage: decodeMlsMessage(bytes, 0)[0].keyPackage },
    }));
    const result = await createCommit({ state, cipherSuite }, { extraProposals });
    wipe(result);
    const welcome = encodeMlsMessage({ welcome: result.welcome, wireformat: "mls_welcome", version: "mls10" });
    return { state: result.newState, welcome };
  };
}

/** The group of 1,000, of which one member beside the founder is here too. */
const group = once(async () => {
  const mine = await keyPackage("member");
  const found = await founding([asMessage(mine.publicPackage), ...(await others()).slice(1)]);
  const { state, welcome } = await found();
  const member = await joinGroup(
    decodeMlsMessage(welcome, 0)[0].welcome,
    mine.publicPackage,
    mine.privatePackage,
    emptyPskIndex,
    await suite(),
    state.ratchetTree,
  );
  return { founder: { state }, member: { state: member } };
});

async function encrypted(who) {
  const result = await createApplicationMessage(who.state, TEXT, await suite());
  who.state = result.newState;
  wipe(result);
  return encodeMlsMessage({ privateMessage: result.privateMessage, wireformat: "mls_private_message", version: "mls10" });
}

async function process(who, message) {
  const { privateMessage } = decodeMlsMessage(message, 0)[0];
  const result = await processPrivateMessage(who.state, privateMessage, emptyPskIndex, await suite());
  who.state = result.newState;
  wipe(result);
}

async function groupEncrypt() {
  const { founder } = await group();
  return rate(async (n) => {
    for (let i = 0; i < n; i += 1) {
      await encrypted(founder);
    }
  }, 20);
}

/** The member writes: a chain of which every message is read. */
async function groupDecrypt() {
  const { founder, member } = await group();
  const messages = [];
  for (let i = 0; i < DECRYPTED; i += 1) {
    messages.push(await encrypted(member));
  }
  const took = await taken(async () => {
    for (const each of messages) {
      await process(founder, each);
    }
  });
  return (1000 * DECRYPTED) / took;
}

let removed = 0;

async function remove() {
  const { founder, member } = await group();
  const cipherSuite = await suite();
  let commit;
  const value = await taken(async () => {
    removed += 1;
    const extraProposals = [{ proposalType: "remove", remove: { removed: MEMBERS - removed } }];
    const result = await createCommit({ state: founder.state, cipherSuite }, { extraProposals });
    founder.state = result.newState;
    wipe(result);
    commit = encodeMlsMessage(result.commit);
    await encrypted(founder);
  });
  await process(member, commit);
  return { value, bytes: commit.length };
}

export const rows = {
  "group.encrypt": groupEncrypt,
  "group.decrypt": groupDecrypt,
  "group.bytes": async () => (await encrypted((await group()).founder)).length,
  "found": async () => taken(await founding(await others())),
  "remove": remove,
};

export const material = async () => (await others()).map((each) => [...each]);

let kept;
/** For the memory of a page that holds the group and nothing else. */
export async function holdGroup(packages) {
  kept = (await (await founding(packages.map((each) => Uint8Array.from(each))))()).state;
}
