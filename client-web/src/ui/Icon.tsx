import './icon.css';

/** Strokes on a 24 px ground. Icons never stand alone: the control around them has a name. */
const paths = {
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12l16-8-6 16-3-7z',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3',
  people:
    'M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20c.5-4 3-6 6.500-6s6 2 6.500 6M16 4.500a3.500 3.500 0 010 6.500M18 14.500c2 .8 3.200 2.700 3.500 5.500',
  timer: 'M12 21a8 8 0 100-16 8 8 0 000 16zM12 9v4l3 2M9 2h6',
  plus: 'M12 5v14M5 12h14',
  down: 'M12 4v15M5.500 13l6.500 6.500 6.500-6.500',
  settings:
    'M4 7h10M18 7h2M4 17h2M10 17h10M16 9.500a2.500 2.500 0 100-5 2.500 2.500 0 000 5zM8 19.500a2.500 2.500 0 100-5 2.500 2.500 0 000 5z',
  invite:
    'M10 14a4 4 0 006 .4l3-3a4 4 0 00-5.700-5.700L12 7M14 10a4 4 0 00-6-.4l-3 3a4 4 0 005.700 5.700L12 17',
  request: 'M4 5h16v11H9l-5 4z',
  megaphone: 'M4 10v4h3l8 5V5l-8 5zM18 9a4 4 0 010 6',
  vote: 'M4 12l4 4 9-10M13 17l7-8',
  rules: 'M6 4h12v16H6zM9 8h6M9 12h6M9 16h3',
  device: 'M7 3h10v18H7zM11 18h2',
  sheet: 'M6 3h8l4 4v14H6zM14 3v4h4M9 13h6M9 17h6',
  info: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v6M12 7.500v.1',
  warning: 'M12 4l9 16H3zM12 10v5M12 17.500v.1',
  check: 'M5 12.500l5 5L19.500 7',
  clock: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3 3',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
