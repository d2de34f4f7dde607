import type { Invite, JoinRequest, VouchAsk } from '../../src/core/view';
import { BART, DAY, digits, HOUR, ME, MINUTE, SAM, MARYAM } from './people';

export function invites(now: number): Invite[] {
  const invite = (id: string, note: string, more: Partial<Invite>): Invite => ({
    id,
    note,
    link: null,
    notAfter: now + 2 * DAY,
    state: 'open',
    by: ME,
    voices: 2,
    channels: [],
    exposed: false,
    ...more,
  });
  return [
    invite('i1', 'Ravi from the crane team', {
      link: `${location.origin}/j#v1.c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXMzMg.Z3JvdXAtaWQtZ3JvdXAtaWQtZ3JvdXAtaWQtMzI.aGFzaA.12.cmVxdWVzdC1rZXk`,
      channels: ['c1', 'c2'],
    }),
    invite('i4', 'Lena, nurse', { by: SAM, exposed: true }),
    invite('i2', '', { notAfter: now - DAY, state: 'expired' }),
    invite('i3', 'Sam', { notAfter: now, state: 'used' }),
    invite('i5', 'somebody else', { state: 'declined', by: SAM }),
  ];
}

export function request(now: number, id: string, name: string, more: Partial<JoinRequest> = {}): JoinRequest {
  return {
    id,
    name,
    answer: '',
    answers: [
      {
        question: 'Where do you work, and since when?',
        answer: 'I work the night shift on crane 4, since spring.',
      },
      {
        question: 'Who asked you to join?',
        answer: 'Sam. We met at the strike in May.\n<b>https://example.org</b>',
      },
    ],
    vouchers: 'Sam Okafor, Jo from pier 4',
    at: now - 12 * MINUTE,
    note: 'Ravi from the crane team',
    safetyNumber: digits(9),
    alarm: false,
    other: null,
    state: 'open',
    invitedBy: ME,
    approvals: [{ by: SAM, at: now - 4 * MINUTE }],
    needed: 2,
    ownVoice: 'open',
    vouches: [
      { by: BART, kind: 'worked-with', note: 'Two years on the same crane.', at: now - 8 * MINUTE },
      { by: SAM, kind: 'know-well', note: '', at: now - 6 * MINUTE },
    ],
    notes: [
      { by: SAM, kind: 'note', text: 'Seen him at two meetings.', to: null, at: now - 7 * MINUTE },
      { by: ME, kind: 'asked', text: 'Which crane was that?', to: null, at: now - 5 * MINUTE },
      { by: SAM, kind: 'handed-over', text: '', to: MARYAM, at: now - 3 * MINUTE },
    ],
    handedTo: MARYAM,
    changedAt: null,
    expires: now + 5 * DAY,
    deleteAt: now + 30 * DAY,
    met: false,
    headCode: null,
    ...more,
  };
}

export function requests(now: number): JoinRequest[] {
  return [
    request(now, 'r1', 'Ravi'),
    request(now, 'r2', 'Lena', {
      at: now - 26 * HOUR,
      note: 'Lena, nurse',
      invitedBy: SAM,
      alarm: true,
      other: { id: 'r9', name: 'Lena', safetyNumber: digits(3) },
      approvals: [],
      vouches: [],
      notes: [],
      handedTo: null,
      ownVoice: 'blocked',
      changedAt: now - HOUR,
    }),
    request(now, 'r3', 'buy cheap watches at https://example.org', {
      at: now - 3 * DAY,
      answers: [],
      answer: 'WATCHES',
      approvals: [{ by: ME, at: now - HOUR }],
      ownVoice: 'given',
      vouches: [{ by: SAM, kind: 'against', note: 'Spam', at: now - HOUR }],
      vouchers: '',
      handedTo: ME,
      met: true,
      headCode: 'uh1.5f2c.12.9a',
    }),
    request(now, 'r4', 'Ola', { state: 'deciding', at: now - 2 * HOUR }),
  ];
}

export function vouchAsks(now: number): VouchAsk[] {
  return [
    {
      request: 'r1',
      from: SAM,
      name: 'Ravi',
      text: 'Says he worked with you in May.',
      answerBy: now + 2 * DAY,
      given: null,
    },
  ];
}
