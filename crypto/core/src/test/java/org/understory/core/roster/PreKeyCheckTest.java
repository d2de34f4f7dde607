package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.understory.wire.OneTimePreKey;
import org.understory.wire.PreKeyBase;

final class PreKeyCheckTest {
  private static final long NOW = TestGroup.START / 1000;
  private static final long DAY = 86_400;

  private final TestGroup group = TestGroup.founded(120);
  private final PreKeyCheck check = new PreKeyCheck(group.sealer(), group.space());
  private final TestPreKeys preKeys = new TestPreKeys(group);
  private final DeviceKeySet device = group.device();
  private final DeviceKeys keys = group.publish(device);
  private final PreKeyBase base = preKeys.unsigned(device, NOW + DAY);

  @Test
  void a_base_that_the_device_signed_holds() {
    PreKeyBase verified = check.verify(keys, check.sign(device, base).encode(), TestGroup.START);
    assertNotNull(verified);
  }

  @Test
  void it_holds_until_its_expiry_and_at_most_thirty_days_ahead() {
    byte[] last = check.sign(device, preKeys.unsigned(device, NOW + 30 * DAY)).encode();
    assertNotNull(check.verify(keys, last, TestGroup.START));
    assertNotNull(check.verify(keys, last, TestGroup.START + (30 * DAY - 1) * 1000));
    assertNull(check.verify(keys, last, TestGroup.START + 30 * DAY * 1000));
    assertNull(check.verify(keys, last, TestGroup.START - 1000));
  }

  @Test
  void another_signer_space_or_mailbox_does_not_hold() {
    DeviceKeySet other = group.device();
    byte[] foreign = check.sign(other, base).encode();
    assertNull(check.verify(keys, foreign, TestGroup.START));
    PreKeyCheck elsewhere = new PreKeyCheck(group.sealer(), new TestGroup(121).space());
    assertNull(check.verify(keys, elsewhere.sign(device, base).encode(), TestGroup.START));
    DeviceKeySet moved =
        new DeviceKeySet(
            device.member(),
            device.device(),
            other.mailbox(),
            device.identity(),
            device.signingSeed(),
            device.sealingPrivate(),
            device.ownerSeed());
    assertNull(check.verify(keys, check.sign(moved, base).encode(), TestGroup.START));
  }

  @Test
  void a_base_of_another_device_or_identity_does_not_hold() {
    DeviceKeySet other = group.device();
    PreKeyBase otherDevice = with(base, other.device().bytes(), base.identityKey());
    assertNull(check.verify(keys, check.sign(device, otherDevice).encode(), TestGroup.START));
    PreKeyBase otherIdentity = with(base, base.device(), other.identity().publicKey());
    assertNull(check.verify(keys, check.sign(device, otherIdentity).encode(), TestGroup.START));
  }

  private static PreKeyBase with(PreKeyBase of, byte[] device, byte[] identity) {
    return new PreKeyBase(
        1,
        device,
        of.registrationId(),
        of.signedPreKeyId(),
        of.signedPreKey(),
        of.signedPreKeySignature(),
        of.kyberPreKeyId(),
        of.kyberPreKey(),
        of.kyberPreKeySignature(),
        identity,
        of.expiry(),
        of.signature());
  }

  @Test
  void prekeys_that_the_identity_did_not_sign_do_not_hold() {
    PreKeyBase badCurve = swapped(preKeys.point(), base.kyberPreKey());
    assertNull(check.verify(keys, check.sign(device, badCurve).encode(), TestGroup.START));
    PreKeyBase badKyber = swapped(base.signedPreKey(), preKeys.kyber());
    assertNull(check.verify(keys, check.sign(device, badKyber).encode(), TestGroup.START));
  }

  private PreKeyBase swapped(byte[] signedPreKey, byte[] kyber) {
    return new PreKeyBase(
        1,
        base.device(),
        base.registrationId(),
        base.signedPreKeyId(),
        signedPreKey,
        base.signedPreKeySignature(),
        base.kyberPreKeyId(),
        kyber,
        base.kyberPreKeySignature(),
        base.identityKey(),
        base.expiry(),
        base.signature());
  }

  @Test
  void bytes_that_are_no_base_do_not_hold() {
    assertNull(check.verify(keys, new byte[] {1}, TestGroup.START));
    assertNull(check.verifyOneTime(keys, new byte[] {1}));
  }

  @Test
  void a_one_time_prekey_holds_with_the_identity_s_signature_or_without_kyber() {
    OneTimePreKey good = preKeys.oneTime(device);
    assertNotNull(check.verifyOneTime(keys, good.encode()));
    OneTimePreKey plain = new OneTimePreKey(9, preKeys.point(), 0, new byte[0], new byte[0]);
    assertNotNull(check.verifyOneTime(keys, plain.encode()));
    OneTimePreKey forged =
        new OneTimePreKey(3, good.preKey(), 4, preKeys.kyber(), good.kyberPreKeySignature());
    assertNull(check.verifyOneTime(keys, forged.encode()));
    assertNull(check.verifyOneTime(keys, preKeys.oneTime(group.device()).encode()));
  }
}
