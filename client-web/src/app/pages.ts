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
  settings: lazy(async () => (await import('../features/settings/Settings')).Settings),
  about: lazy(async () => (await import('../features/settings/About')).About),
};

export const Members = lazy(async () => (await import('../features/members/Members')).Members);
export const Person = lazy(async () => (await import('../features/members/Person')).Person);
