import '../../src/platform/link';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import { render } from 'preact';
import { App } from '../../src/app/App';
import { lockWhenIdle } from '../../src/app/idle';
import { begin } from '../../src/core/life';
import { fakeStarter } from './fake-core';

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
lockWhenIdle();
void begin(fakeStarter);
