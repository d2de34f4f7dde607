package org.understory.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.signal.DeviceAddress;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.ProtocolStore;

/** A store as the far side sees it in one call: the answers it was given, and what it wrote. */
final class FarStore implements ProtocolStore {
  private final Map<String, byte @Nullable []> rows = new HashMap<>();
  private final List<String> written = new ArrayList<>();

  /** The rest of a call's packet: questions and their answers. */
  FarStore(Packet answers) {
    while (answers.hasNext()) {
      String question = answers.nextText();
      rows.put(question, answers.nextOrNull());
    }
  }

  /** Appends each write, in order. */
  void writesTo(Packet packet) {
    for (String row : written) {
      packet.add(row).add(rows.get(row));
    }
  }

  @Override
  public IdentityKeyPair identityKeyPair() {
    Packet pair = Packet.parse(required(Rows.IDENTITY));
    byte[] publicKey = pair.next();
    return new IdentityKeyPair(publicKey, pair.next());
  }

  @Override
  public int registrationId() {
    return new Packet().add(required(Rows.REGISTRATION)).nextInt();
  }

  @Override
  public boolean isTrustedIdentity(DeviceAddress remote, byte[] identityKey) {
    return required(Rows.trusted(remote, identityKey))[0] == 1;
  }

  @Override
  public byte @Nullable [] loadSession(DeviceAddress remote) {
    return row(Rows.session(remote));
  }

  @Override
  public void storeSession(DeviceAddress remote, byte[] record) {
    write(Rows.session(remote), record);
  }

  @Override
  public byte @Nullable [] loadSenderKey(DeviceAddress sender, byte[] distributionId) {
    return row(Rows.senderKey(sender, distributionId));
  }

  @Override
  public void storeSenderKey(DeviceAddress sender, byte[] distributionId, byte[] record) {
    write(Rows.senderKey(sender, distributionId), record);
  }

  @Override
  public byte @Nullable [] loadPreKey(int id) {
    return row(Rows.preKey(id));
  }

  @Override
  public void removePreKey(int id) {
    write(Rows.preKey(id), null);
  }

  @Override
  public byte @Nullable [] loadSignedPreKey(int id) {
    return row(Rows.signedPreKey(id));
  }

  @Override
  public byte @Nullable [] loadKyberPreKey(int id) {
    return row(Rows.kyberPreKey(id));
  }

  @Override
  public boolean markKyberPreKeyUsed(int kyberPreKeyId, int signedPreKeyId, byte[] baseKey) {
    return required(Rows.markKyber(kyberPreKeyId, signedPreKeyId, baseKey))[0] == 1;
  }

  private void write(String row, byte @Nullable [] value) {
    rows.put(row, value == null ? null : value.clone());
    written.remove(row);
    written.add(row);
  }

  private byte @Nullable [] row(String question) {
    if (!rows.containsKey(question)) {
      throw new Asks(question);
    }
    byte[] value = rows.get(question);
    return value == null ? null : value.clone();
  }

  private byte[] required(String question) {
    byte[] value = row(question);
    if (value == null) {
      throw new IllegalArgumentException("no answer to " + question);
    }
    return value;
  }
}
