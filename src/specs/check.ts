// A check by one of our schemas, compiled when it is first asked for: it takes a tenth of a second, and most commands ask
// for none.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { readSchema } from './index.ts';

/**
 * @param file in `specs/schemas/`
 * @param others the files that it refers to
 */
export const checkBy = <T>(file: string, others: readonly string[] = []): (() => ValidateFunction<T>) => {
  let check: ValidateFunction<T> | undefined;
  return () => {
    check ??= new Ajv2020({ strict: false, schemas: others.map(readSchema) }).compile<T>(readSchema(file));
    return check;
  };
};
