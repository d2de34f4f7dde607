import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import english from '../../locales/en.ftl?raw';
import type { MessageKey } from './keys';

const bundle = new FluentBundle('en');
addWords(english);

/** Further words, which come with the screens that use them. */
export function addWords(ftl: string): void {
  for (const fault of bundle.addResource(new FluentResource(ftl))) throw fault;
}

/** The language that numbers and times are written in. */
export const language = 'en';

/** The words for a key, in the reader's language. What is inserted is kept apart from them, whatever its direction. */
export function t(key: MessageKey, args?: Record<string, FluentVariable>): string {
  const pattern = bundle.getMessage(key)?.value;
  return pattern ? bundle.formatPattern(pattern, args ?? null, []) : key;
}

/** The words for a key that is put together, or for another where there are none. */
export function tFor(prefix: string, code: string, otherwise: MessageKey): string {
  const key = `${prefix}-${code}` as MessageKey;
  return bundle.hasMessage(key) ? t(key) : t(otherwise, { code });
}
