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
  reports: lazy(async () => (await import('../features/reports/Reports')).Reports),
  fork: lazy(async () => (await import('../features/fork/Fork')).ForkPage),
  succession: lazy(async () => (await import('../features/succession/Succession')).SuccessionPage),
  settings: lazy(async () => (await import('../features/settings/Settings')).Settings),
  about: lazy(async () => (await import('../features/settings/About')).About),
};

/** A channel's screens are fetched while somebody unlocks. */
export const ChannelHead = lazy(async () => (await import('../features/channels/ChannelHead')).ChannelHead);
export const Timeline = lazy(async () => (await import('../features/timeline/Timeline')).Timeline);
export const Composer = lazy(async () => (await import('../features/composer/Composer')).Composer);
export const ThreadPane = lazy(async () => (await import('../features/timeline/ThreadPane')).ThreadPane);
export const PinsPane = lazy(async () => (await import('../features/timeline/PinsPane')).PinsPane);
export const Search = lazy(async () => (await import('../features/search/Search')).Search);
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
export const SuccessionBody = lazy(
  async () => (await import('../features/succession/Succession')).SuccessionBody,
);
export const ForkBody = lazy(async () => (await import('../features/fork/Fork')).ForkBody);

/** What is needed as soon as the group opens, fetched while somebody types their passphrase. */
export function fetchChannel(): void {
  const all = [
    import('../features/channels/ChannelHead'),
    import('../features/timeline/Timeline'),
    import('../features/composer/Composer'),
  ];
  void Promise.allSettled(all);
}
