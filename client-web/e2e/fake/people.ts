import type { Device, Member } from '../../src/core/view';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;
export const ME = 'a1b2c3d4';

export const digits = (seed: number): string =>
  Array.from({ length: 60 }, (_, i) => (i * 7 + seed * 13) % 10).join('');

export const device = (id: string, more: Partial<Device> = {}): Device => ({
  id,
  me: false,
  office: false,
  parent: null,
  by: 'first',
  since: Date.now() - 9 * DAY,
  state: 'active',
  unseen: false,
  ...more,
});

export const SAM = '0011ffff';
export const MARYAM = '1014ffff';
export const BART = '2017ffff';
export const JO = '301affff';

export function member(id: string, name: string | null, more: Partial<Member> = {}): Member {
  return {
    id,
    name,
    role: 'member',
    me: false,
    state: 'active',
    since: Date.now() - 3 * DAY,
    safetyNumber: digits(parseInt(id.slice(0, 4), 16)),
    devices: [device(`${id}d1`)],
    verified: 'no',
    verifiedAt: null,
    invitedBy: ME,
    approvedBy: [ME],
    quarantined: false,
    blocked: id === '4020ffff',
    ...more,
  };
}

/** A small group: three admins, one who was frozen, one who was removed. */
export function people(now: number): Member[] {
  const mine = [
    device('d1', { me: true, office: true }),
    device('d2', { parent: 'd1', by: 'link', since: now - 2 * DAY }),
    device('d3', { parent: 'd2', by: 'link', since: now - 5 * HOUR, unseen: true }),
  ];
  return [
    member(ME, 'Noor', {
      role: 'steward',
      me: true,
      since: now - 9 * DAY,
      safetyNumber: null,
      devices: mine,
      invitedBy: null,
      approvedBy: [],
    }),
    member(SAM, 'Sam Okafor', {
      role: 'steward',
      since: now - 8 * DAY,
      verified: 'yes',
      verifiedAt: now - 7 * DAY,
      devices: [device('sd1', { office: true }), device('sd2', { parent: 'sd1', by: 'link' })],
    }),
    member(MARYAM, 'مريم', {
      role: 'steward',
      since: now - 7 * DAY,
      approvedBy: [ME, SAM],
      verified: 'changed',
      verifiedAt: now - 6 * DAY,
      devices: [device('md1', { office: true }), device('md2', { by: 'sheet', unseen: true })],
    }),
    member(BART, 'Bartholomew Featherstonehaugh-Cholmondeley', { invitedBy: SAM, approvedBy: [SAM, MARYAM] }),
    member(JO, 'Jo', { invitedBy: BART, approvedBy: [SAM, MARYAM], since: now - DAY, quarantined: true }),
    member('4020ffff', 'Kim', { invitedBy: JO, since: now - HOUR }),
    member('5020ffff', 'Toni', { state: 'frozen' }),
    member('6020ffff', 'Alex', { state: 'removed' }),
  ];
}

/** As many as a big group has, to see that the list keeps up. */
export function crowd(now: number, count: number): Member[] {
  return [
    ...people(now),
    ...Array.from({ length: count }, (_, at) =>
      member(`${(at * 17 + 4096).toString(16).padStart(8, '0')}`, `Person ${at + 1}`),
    ),
  ];
}
