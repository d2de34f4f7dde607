import type { FunctionComponent } from 'preact';
import { lazy } from '../parts/lazy';
import type { MainPlace } from '../platform/places';

/** The places of the group that are not channels. Each is fetched when somebody first goes there. */
export type PageName = Exclude<MainPlace['at'], 'channel'>;

export const pages: Readonly<Record<PageName, FunctionComponent>> = {
  requests: lazy(async () => (await import('../features/vetting/Requests')).Requests),
  invites: lazy(async () => (await import('../features/vetting/Invites')).Invites),
  vouching: lazy(async () => (await import('../features/vetting/Vouch')).Vouching),
  decisions: lazy(async () => (await import('../features/decisions/Decisions')).Decisions),
  rules: lazy(async () => (await import('../features/rules/Rules')).Rules),
  devices: lazy(async () => (await import('../features/devices/Devices')).Devices),
  recovery: lazy(async () => (await import('../features/recovery/Recovery')).Recovery),
  fork: lazy(async () => (await import('../features/fork/Fork')).ForkPage),
  settings: lazy(async () => (await import('../features/settings/Settings')).Settings),
  about: lazy(async () => (await import('../features/settings/About')).About),
};

export const Members = lazy(async () => (await import('../features/members/Members')).Members);
export const Person = lazy(async () => (await import('../features/members/Person')).Person);

export const Found = lazy(async () => (await import('../features/onboarding/Found')).Found);
export const Join = lazy(async () => (await import('../features/onboarding/Join')).Join);
export const LinkNew = lazy(async () => (await import('../features/onboarding/LinkNew')).LinkNew);
export const ComeBack = lazy(async () => (await import('../features/onboarding/ComeBack')).ComeBack);
export const Answering = lazy(async () => (await import('../features/onboarding/Answering')).Answering);
export const Founding = lazy(async () => (await import('../features/onboarding/WaitingRoom')).Founding);
export const WaitingRoom = lazy(async () => (await import('../features/onboarding/WaitingRoom')).WaitingRoom);
export const LastStep = lazy(async () => (await import('../features/onboarding/LastStep')).LastStep);
export const ForkBody = lazy(async () => (await import('../features/fork/Fork')).ForkBody);
