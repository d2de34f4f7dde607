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
  reply: 'M10 6L4 12l6 6M4 12h9c4 0 7 2 7 7',
  smile: 'M12 21a9 9 0 100-18 9 9 0 000 18zM8 14c1 2 2.300 3 4 3s3-1 4-3M9 9.500v.1M15 9.500v.1',
  more: 'M5 12v.1M12 12v.1M19 12v.1',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  bin: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
  pin: 'M9 4h6l-1 6 3 3H7l3-3zM12 13v7',
  thread: 'M4 5h16v9H9l-5 4zM8 9h8',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  flag: 'M6 21V4M6 5h11l-2 4 2 4H6',
  search: 'M10.500 17a6.500 6.500 0 100-13 6.500 6.500 0 000 13zM15.500 15.500L20 20',
  clip: 'M8 12l6-6a3 3 0 014.300 4.300l-8 8a5 5 0 01-7-7L11 4',
  mic: 'M12 15a3 3 0 003-3V6a3 3 0 00-6 0v6a3 3 0 003 3zM6 11.500a6 6 0 0012 0M12 17.500V21',
  star: 'M12 4l2.400 5 5.600.8-4 3.900 1 5.500-5-2.700-5 2.700 1-5.500-4-3.900 5.600-.8z',
  mute: 'M6 16V11a6 6 0 019-5M18 10v6H8M4 4l16 16M10 19.500h4',
  eye: 'M3 12c3-5 6-6.500 9-6.500s6 1.500 9 6.500c-3 5-6 6.500-9 6.500S6 17 3 12zM12 14.500a2.500 2.500 0 100-5 2.500 2.500 0 000 5z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9v.1',
  download: 'M12 4v11M7 10.500l5 5 5-5M5 20h14',
  archive: 'M4 5h16v4H4zM5.500 9v11h13V9M10 13h4',
  format: 'M6 19L11 5h1l5 14M8 14h7',
  stop: 'M7 7h10v10H7z',
  play: 'M8 5l11 7-11 7z',
  bell: 'M6 16v-5a6 6 0 0112 0v5l1.500 2h-15zM10 20.500h4',
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
