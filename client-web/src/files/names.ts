/** docs/protocol.md#file: what a name may not have in it. The core refuses it; here it is taken out. */
const FORBIDDEN = /[\p{Cc}/\\:*?"<>|\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
const MAX_NAME = 255;

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The name as it may be sent: nothing that leaves a directory or hides an ending; short enough, its ending kept. */
export function safeName(name: string): string {
  const plain = name.replace(FORBIDDEN, '').replace(/^[. ]+|[. ]+$/g, '');
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 && plain.length - dot <= 16 ? plain.slice(dot) : '';
  let stem = ending === '' ? plain : plain.slice(0, dot);
  while (bytesOf(stem + ending) > MAX_NAME) stem = [...stem].slice(0, -1).join('');
  const whole = (stem + ending).replace(/^[. ]+|[. ]+$/g, '');
  return whole === '' ? 'file' : whole;
}

/** What the browser calls its type, without parameters; opaque bytes where that is nothing we could say. */
export function safeType(type: string): string {
  const plain = (type.split(';')[0] ?? '').trim().toLowerCase();
  return /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(plain) && plain.length <= 127
    ? plain
    : 'application/octet-stream';
}
