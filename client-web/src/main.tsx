// First, so that the secret of a link has left the address bar before anything else runs.
import './platform/link';
import './ui/tokens.css';
import './ui/base.css';
import { render } from 'preact';
import { App } from './app/App';
import { lockWhenIdle } from './app/idle';
import { startCore } from './core/connect';
import { begin } from './core/life';

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
lockWhenIdle();
void begin(startCore);
