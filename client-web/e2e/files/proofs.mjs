// A second pair of eyes on what leaves: written apart from the product's own walkers, and stricter in what it allows.

/** Why this is not a bare picture, or empty. */
export function fault(bytes) {
  if (bytes[0] === 0xff) return jpeg(bytes);
  if (bytes[0] === 0x89) return png(bytes);
  if (bytes.subarray(0, 4).toString('latin1') === 'RIFF') return webp(bytes);
  return 'of no kind';
}

function jpeg(bytes) {
  let at = 2;
  for (let n = 0; ; n++) {
    if (bytes[at] !== 0xff) return `no marker at ${at}`;
    const marker = bytes[at + 1];
    if (marker === 0xd9) return at + 2 === bytes.length ? '' : 'something behind EOI';
    const length = bytes.readUInt16BE(at + 2);
    if (marker === 0xe0 && n === 0 && length === 16) {
      if (bytes.subarray(at + 4, at + 18).toString('hex') !== '4a46494600010100000100010000')
        return 'a JFIF header that varies';
    } else if (![0xdb, 0xc4, 0xc0, 0xc1, 0xc2, 0xdd, 0xda].includes(marker))
      return `segment ${marker.toString(16)}`;
    at += 2 + length;
    if (marker === 0xda)
      while (!(bytes[at] === 0xff && bytes[at + 1] !== 0 && (bytes[at + 1] & 0xf8) !== 0xd0)) at++;
  }
}

function png(bytes) {
  const types = [];
  for (let at = 8; at < bytes.length;) {
    types.push(bytes.subarray(at + 4, at + 8).toString('latin1'));
    at += 12 + bytes.readUInt32BE(at);
  }
  return /^IHDR,(PLTE,)?(tRNS,)?(IDAT,)+IEND$/.test(types.join()) ? '' : `chunks ${types}`;
}

function webp(bytes) {
  const types = [];
  for (let at = 12; at < bytes.length;) {
    types.push(bytes.subarray(at, at + 4).toString('latin1'));
    const length = bytes.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
  }
  return ['VP8 ', 'VP8L', 'VP8X,ALPH,VP8 '].includes(types.join()) ? '' : `chunks ${types}`;
}

/** Whether the text is in there, as bytes or in UTF-16. */
export function has(bytes, text) {
  return ['latin1', 'utf16le'].some((form) => bytes.includes(Buffer.from(text, form)));
}
