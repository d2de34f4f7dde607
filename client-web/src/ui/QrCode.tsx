import './qr-code.css';
import { useEffect, useState } from 'preact/hooks';

interface Square {
  readonly size: number;
  readonly path: string;
}

/** A code that a camera can read, drawn as one path. The maker is loaded when it is first needed. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const [square, setSquare] = useState<Square | null>(null);
  useEffect(() => {
    let wanted = true;
    void import('lean-qr').then(({ generate }) => {
      const code = generate(text);
      let path = '';
      for (let y = 0; y < code.size; y++) {
        for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
      }
      if (wanted) setSquare({ size: code.size, path });
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  if (square === null) return <div class="qr-code" />;
  return (
    <svg
      class="qr-code"
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${square.size + 8} ${square.size + 8}`}
      shape-rendering="crispEdges"
    >
      <path d={square.path} />
    </svg>
  );
}
