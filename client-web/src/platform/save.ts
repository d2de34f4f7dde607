const KEPT_MS = 60_000;

/** Lets the browser save something under a name. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

/** Lets the browser save bytes, given as base64url, under a name. */
export function saveFile(name: string, base64url: string): void {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  saveBlob(name, new Blob([bytes], { type: 'application/octet-stream' }));
}
