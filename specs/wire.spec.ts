import { proton } from '../src/vitest/index.ts';
import { targetFor } from './target.ts';

proton(targetFor('wire.*'));
