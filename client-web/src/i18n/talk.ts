import talk from '../../locales/talk.ftl?raw';
import { addWords } from './t';

/** The words around messages are fetched with the screens that show them, so that unlocking stays light. */
addWords(talk);

export { language, t, tFor } from './t';
