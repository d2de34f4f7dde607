package org.understory.trial;

import org.jspecify.annotations.Nullable;
import org.understory.signal.DeviceAddress;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.ProtocolStore;

/** The names of a store's rows, and the near side of them: a real store's answers and writes. */
final class Rows {
  static final String IDENTITY = "identity";
  static final String REGISTRATION = "registration";
  static final String TRUSTED = "trusted/";

  private static final byte[] YES = {1};
  private static final byte[] NO = {0};

  private Rows() {}

  static String session(DeviceAddress remote) {
    return "session/" + remote.name();
  }

  static String senderKey(DeviceAddress sender, byte[] distributionId) {
    return "senderkey/" + sender.name() + "/" + Hex.of(distributionId);
  }

  /** How each question about the trust in that device begins. */
  static String trusted(DeviceAddress remote) {
    return TRUSTED + remote.name() + "/";
  }

  static String trusted(DeviceAddress remote, byte[] identityKey) {
    return trusted(remote) + Hex.of(identityKey);
  }

  static String preKey(int id) {
    return "prekey/" + id;
  }

  static String signedPreKey(int id) {
    return "signed/" + id;
  }

  static String kyberPreKey(int id) {
    return "kyber/" + id;
  }

  /** A question whose answering is a write: whether this use of the key is the first. */
  static String markKyber(int kyberPreKeyId, int signedPreKeyId, byte[] baseKey) {
    return "mark/" + kyberPreKeyId + "/" + signedPreKeyId + "/" + Hex.of(baseKey);
  }

  static byte @Nullable [] answer(ProtocolStore store, String question) {
    String[] parts = question.split("/", -1);
    return switch (parts[0]) {
      case IDENTITY -> identity(store.identityKeyPair());
      case REGISTRATION -> new Packet().add(store.registrationId()).next();
      case "session" -> store.loadSession(new DeviceAddress(parts[1]));
      case "senderkey" -> store.loadSenderKey(new DeviceAddress(parts[1]), Hex.parse(parts[2]));
      case "trusted" ->
          store.isTrustedIdentity(new DeviceAddress(parts[1]), Hex.parse(parts[2])) ? YES : NO;
      case "prekey" -> store.loadPreKey(Integer.parseInt(parts[1]));
      case "signed" -> store.loadSignedPreKey(Integer.parseInt(parts[1]));
      case "kyber" -> store.loadKyberPreKey(Integer.parseInt(parts[1]));
      case "mark" ->
          store.markKyberPreKeyUsed(
                  Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Hex.parse(parts[3]))
              ? YES
              : NO;
      default -> throw new IllegalArgumentException("no such row: " + question);
    };
  }

  static void write(ProtocolStore store, String row, byte @Nullable [] value) {
    String[] parts = row.split("/", -1);
    if (parts[0].equals("session") && value != null) {
      store.storeSession(new DeviceAddress(parts[1]), value);
    } else if (parts[0].equals("senderkey") && value != null) {
      store.storeSenderKey(new DeviceAddress(parts[1]), Hex.parse(parts[2]), value);
    } else if (parts[0].equals("prekey") && value == null) {
      store.removePreKey(Integer.parseInt(parts[1]));
    } else {
      throw new IllegalArgumentException("no such write: " + row);
    }
  }

  private static byte[] identity(IdentityKeyPair pair) {
    return new Packet().add(pair.publicKey()).add(pair.privateKey()).toByteArray();
  }
}
