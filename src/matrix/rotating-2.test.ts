import { findsDrawn } from './testing/drawn.ts';

findsDrawn(1);
