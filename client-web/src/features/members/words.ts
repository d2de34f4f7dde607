import type { Device, Member } from '../../core/view';
import { fullTime } from '../../i18n/times';
import { t } from '../../i18n/t';

export function roleWords(member: Member): string {
  if (member.state !== 'active') return t(`member-${member.state}`);
  const role = t(`role-${member.role}`);
  return member.me ? t('role-me', { role }) : role;
}

/** In words, never by a mark alone. */
export function verifiedWords(member: Member): string {
  const when = member.verifiedAt === null ? '' : fullTime(member.verifiedAt);
  return t(`verified-${member.verified}`, { when });
}

export function deviceWords(device: Device): string {
  return t(`device-by-${device.by}`);
}
