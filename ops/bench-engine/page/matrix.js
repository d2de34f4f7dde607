// Matrix's crypto (Olm for pairs, Megolm for groups), through its own machine: it does no network input or output, so
// what a homeserver would answer is answered here.
import {
  DecryptionSettings,
  DeviceId,
  DeviceLists,
  EncryptionSettings,
  OlmMachine,
  RequestType,
  RoomId,
  TrustRequirement,
  UserId,
  initAsync,
} from "@matrix-org/matrix-sdk-crypto-wasm";
import { TEXT, once, rate, taken } from "./timing.js";

const MEMBERS = 1000;
const DECRYPTED = 300;
const ENCRYPTED = 5000;
const ROOM = "!room:bench.example";
const ALGORITHMS = ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"];
const BODY = new TextDecoder().decode(TEXT);

export const ready = once(() => initAsync(new URL("/matrix.wasm", location.href)));

const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/=+$/, "");

/** JSON with sorted keys, as it is signed. */
const canonical = (value) =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(",")}]`
    : value !== null && typeof value === "object"
      ? `{${Object.keys(value)
          .sort()
          .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
          .join(",")}}`
      : JSON.stringify(value);

/** The keys that somebody's device has uploaded: device keys, and as many one-time keys as there will be rounds. */
async function uploaded(n) {
  const user = `@u${n}:bench.example`;
  const device = `DEVICE${n}`;
  const signing = await crypto.subtle.generateKey("Ed25519", true, ["sign"]);
  const raw = async (key) => base64(await crypto.subtle.exportKey("raw", key));
  const agreement = async () => raw((await crypto.subtle.generateKey("X25519", true, ["deriveBits"])).publicKey);
  const signed = async (value) => {
    const bytes = new TextEncoder().encode(canonical(value));
    const signature = base64(await crypto.subtle.sign("Ed25519", signing.privateKey, bytes));
    return { ...value, signatures: { [user]: { [`ed25519:${device}`]: signature } } };
  };
  const keys = {
    [`curve25519:${device}`]: await agreement(),
    [`ed25519:${device}`]: await raw(signing.publicKey),
  };
  return {
    user,
    device,
    deviceKeys: await signed({ user_id: user, device_id: device, algorithms: ALGORITHMS, keys }),
    oneTimeKey: await signed({ key: await agreement() }),
  };
}

const others = once(async () => {
  const made = [];
  for (let n = 0; n < MEMBERS - 1; n += 1) {
    made.push(await uploaded(n));
  }
  return made;
});

const nothingNew = () => new Map([["signed_curve25519", 50]]);

/** A machine whose own keys are uploaded; `keys` is what it would have sent. */
async function machine(name, store) {
  await ready();
  const user = `@${name}:bench.example`;
  const made = await OlmMachine.initialize(
    new UserId(user),
    new DeviceId(name.toUpperCase()),
    ...(store === undefined ? [] : [store, "a passphrase"]),
  );
  let keys;
  for (const request of await made.outgoingRequests()) {
    if (request.type === RequestType.KeysUpload) {
      keys = JSON.parse(request.body);
    }
    await made.markRequestAsSent(request.id, request.type, answer(request.type, []));
  }
  return { user, device: name.toUpperCase(), machine: made, keys };
}

/** A homeserver's answer that knows these devices. */
function answer(type, known) {
  switch (type) {
    case RequestType.KeysUpload:
      return JSON.stringify({ one_time_key_counts: { signed_curve25519: 50 } });
    case RequestType.KeysQuery:
      return JSON.stringify({
        device_keys: Object.fromEntries(known.map((each) => [each.user, { [each.device]: each.deviceKeys }])),
        failures: {},
      });
    case RequestType.KeysClaim:
      return JSON.stringify({
        one_time_keys: Object.fromEntries(
          known.map((each) => [each.user, { [each.device]: { "signed_curve25519:AAAAHg": each.oneTimeKey } }]),
        ),
        failures: {},
      });
    default:
      return "{}";
  }
}

const asOther = ({ user, device, keys }) => ({
  user,
  device,
  deviceKeys: keys.device_keys,
  oneTimeKey: Object.values(keys.one_time_keys)[0],
});

const userIds = (known) => known.map((each) => new UserId(each.user));

/** It learns these devices. */
async function learn(learner, known) {
  await learner.machine.updateTrackedUsers(userIds(known));
  for (const request of await learner.machine.outgoingRequests()) {
    const asked = request.type === RequestType.KeysQuery ? Object.keys(JSON.parse(request.body).device_keys) : [];
    const answered = known.filter((each) => asked.includes(each.user));
    await learner.machine.markRequestAsSent(request.id, request.type, answer(request.type, answered));
  }
}

/** Sessions with these devices, where there are none yet. */
async function claim(claimer, known) {
  const request = await claimer.machine.getMissingSessions(userIds(known));
  if (request !== null && request !== undefined) {
    await claimer.machine.markRequestAsSent(request.id, request.type, answer(request.type, known));
  }
}

let machines = 0;

/** A session and the first message, in as many sessions as there are others: a machine has one with each device. */
async function session() {
  const known = await others();
  const from = await machine(`fresh${(machines += 1)}`);
  await learn(from, known);
  const took = await taken(async () => {
    await claim(from, known);
    for (const each of known) {
      const device = await from.machine.getDevice(new UserId(each.user), new DeviceId(each.device));
      await device.encryptToDeviceEvent("m.dummy", { body: BODY });
    }
  });
  from.machine.close();
  return (1000 * known.length) / took;
}

/** Two machines that have spoken in both directions. */
async function talk(store) {
  const a = await machine("alice", store && `${store}-a-${Math.random()}`);
  const b = await machine("bob", store && `${store}-b-${Math.random()}`);
  await learn(a, [asOther(b)]);
  await learn(b, [asOther(a)]);
  await claim(a, [asOther(b)]);
  const device = async (from, to) => from.machine.getDevice(new UserId(to.user), new DeviceId(to.device));
  const turns = [
    { me: a, to: await device(a, b), from: b },
    { me: b, to: await device(b, a), from: a },
  ];
  let waiting;
  let turn = 0;
  const step = async (n) => {
    for (let i = 0; i < n; i += 1) {
      const { me, to, from } = turns[turn % 2];
      turn += 1;
      if (waiting !== undefined) {
        const events = [{ type: "m.room.encrypted", sender: from.user, content: JSON.parse(waiting) }];
        await receive(me, events);
      }
      waiting = await to.encryptToDeviceEvent("m.dummy", { body: BODY });
    }
  };
  await step(4);
  return step;
}

const inMemory = once(() => talk());
const inStore = once(() => talk("olm"));

const room = () => new RoomId(ROOM);

/** A room's key is for 10,000 messages at most, and for 100 unless one asks for more. */
function settings() {
  const made = new EncryptionSettings();
  made.rotationPeriodMessages = 10_000n;
  return made;
}

/** The room's key to all of them; what would be sent counts as sent. The bodies of it. */
async function share(from, known) {
  const bodies = [];
  for (const request of await from.machine.shareRoomKey(room(), userIds(known), settings())) {
    bodies.push(request.body);
    await from.machine.markRequestAsSent(request.id, request.type, "{}");
  }
  return bodies;
}

/** A founder who knows all devices, and has a session with none. */
async function founder(known) {
  const made = await machine(`founder${(machines += 1)}`);
  await learn(made, known);
  return made;
}

const encrypted = (from) =>
  from.machine.encryptRoomEvent(room(), "m.room.message", JSON.stringify({ msgtype: "m.text", body: BODY }));

/** The group of 1,000, of which one member beside the founder is here too. */
const group = once(async () => {
  const member = await machine("member");
  const known = [asOther(member), ...(await others()).slice(1)];
  const made = await founder(known);
  await learn(member, [asOther(made)]);
  await claim(made, known);
  return { made, member, known };
});

const receive = (receiver, events) =>
  receiver.machine.receiveSyncChanges(
    JSON.stringify(events),
    new DeviceLists(),
    nothingNew(),
    undefined,
    new DecryptionSettings(TrustRequirement.Untrusted),
  );

/** The group with a key that is not used yet, which the member has. */
async function renewed() {
  const { made, member, known } = await group();
  await made.machine.invalidateGroupSession(room());
  const events = (await share(made, known))
    .map((body) => JSON.parse(body).messages[member.user])
    .filter((mine) => mine !== undefined)
    .flatMap((mine) => Object.values(mine))
    .map((content) => ({ type: "m.room.encrypted", sender: made.user, content }));
  await receive(member, events);
  return { made, member };
}

async function groupEncrypt() {
  const { made } = await renewed();
  const several = async (n) => {
    for (let i = 0; i < n; i += 1) {
      await encrypted(made);
    }
  };
  await several(ENCRYPTED / 5);
  return (1000 * ENCRYPTED) / (await taken(() => several(ENCRYPTED)));
}

let eventIds = 0;

async function groupDecrypt() {
  const { made, member } = await renewed();
  const events = [];
  for (let i = 0; i < DECRYPTED; i += 1) {
    events.push(
      JSON.stringify({
        type: "m.room.encrypted",
        event_id: `$e${(eventIds += 1)}`,
        room_id: ROOM,
        sender: made.user,
        origin_server_ts: 1_700_000_000_000,
        content: JSON.parse(await encrypted(made)),
      }),
    );
  }
  const took = await taken(async () => {
    for (const event of events) {
      await member.machine.decryptRoomEvent(event, room(), new DecryptionSettings(TrustRequirement.Untrusted));
    }
  });
  return (1000 * DECRYPTED) / took;
}

/** Beside the group that decrypts: its key must stay what the member has. */
const sharing = once(async () => {
  const known = await others();
  const made = await founder(known);
  await claim(made, known);
  await share(made, known);
  return made;
});

async function found() {
  const known = await others();
  const made = await founder(known);
  const took = await taken(async () => {
    await claim(made, known);
    await share(made, known);
  });
  made.machine.close();
  return took;
}

async function reshare(known, thenSend) {
  const made = await sharing();
  let bodies = [];
  const value = await taken(async () => {
    await made.machine.invalidateGroupSession(room());
    bodies = await share(made, known);
    if (thenSend) {
      await encrypted(made);
    }
  });
  return { value, bytes: bodies.reduce((sum, body) => sum + body.length, 0) };
}

export const rows = {
  "session": session,
  "pingpong": async () => rate(await inMemory(), 10),
  "pingpong.stored": async () => rate(await inStore(), 2),
  "group.encrypt": groupEncrypt,
  "group.decrypt": groupDecrypt,
  "group.bytes": async () => (await encrypted((await renewed()).made)).length,
  "share": async () => reshare(await others(), false),
  "found": found,
  "remove": async () => reshare((await others()).slice(1), true),
};

export const material = others;

let kept;
/** For the memory of a page that holds the group and nothing else. */
export async function holdGroup(known) {
  kept = await founder(known);
  await claim(kept, known);
  await share(kept, known);
}
