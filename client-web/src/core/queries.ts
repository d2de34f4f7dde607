import { acts } from './group';

/** Questions to the core that change nothing. Null when the core can't answer, or has gone. */
async function ask<T>(name: string, ...args: readonly string[]): Promise<T | null> {
  try {
    return (await acts().query(name, ...args)) as T;
  } catch {
    return null;
  }
}

/** What a removal would do, before anybody signs it. */
export interface RemovalPreview {
  readonly members: readonly string[];
  /** Need-to-know channels that both are in. */
  readonly channels: readonly string[];
  readonly devices: number;
  /** Voices it takes. */
  readonly needed: number;
  readonly office: boolean;
  readonly stewardsLeft: number;
}

/** One line of what stewards did about somebody: from the chain, so everyone can check it. */
export interface AuditLine {
  readonly what: string;
  readonly by: string;
  readonly at: number;
}

/** A recovery sheet as it is printed. Only known right after it was made. */
export interface SheetText {
  /** Indexes in the word list. */
  readonly words: readonly number[];
  readonly text: string;
}

export const previewRemoval = (members: readonly string[], freeze: boolean) =>
  ask<RemovalPreview>('previewRemoval', members.join(' '), freeze ? '1' : '0');
export const cameInThrough = async (member: string) =>
  (await ask<{ readonly members: readonly string[] }>('cameInThrough', member))?.members ?? null;
export const audit = async (member: string) =>
  (await ask<{ readonly lines: readonly AuditLine[] }>('audit', member))?.lines ?? null;
/** base64url, or null when there is none. */
export const proof = async () => (await ask<{ readonly proof: string | null }>('proof'))?.proof ?? null;
export const sheetText = () => ask<SheetText>('sheet');
/** The whole text of a part that one keeps for somebody; null where this core gives only its words. */
export const shareText = async (owner: string) =>
  (await ask<{ readonly text: string }>('share', owner))?.text ?? null;
export const safetyCode = async (member: string) =>
  (await ask<{ readonly code: string }>('safetyCode', member))?.code ?? null;
/** Which devices go with those that are revoked, and which would stay if one asked for it. */
export const deviceTree = (devices: readonly string[]) =>
  ask<{ readonly revoked: readonly string[]; readonly wouldKeep: readonly string[] }>(
    'deviceTree',
    devices.join(' '),
  );
