import type { Language } from '@stockwright/app';
import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** A request whose parts do not have the shape of its route, with what is wrong and where. */
export class InvalidRequest extends Error {
  constructor(
    /** Which part of the request: body, querystring, params, headers. */
    readonly part: string,
    readonly issues: readonly Issue[],
  ) {
    super(`${part}: ${issues.map((issue) => issue.message).join('; ')}`);
    this.name = 'InvalidRequest';
  }
}

/** Validates by the zod schema of the route; issues keep their input so that any language can word them. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (data) => {
    const result = schema.safeParse(data, { reportInput: true });
    return result.success
      ? { value: result.data }
      : { error: new InvalidRequest(httpPart ?? 'body', result.error.issues) };
  };

const wording: Readonly<Record<Language, z.core.$ZodErrorMap>> = {
  en: z.locales.en().localeError,
  'zh-CN': z.locales.zhCN().localeError,
};

/** A field and what is wrong with it, e.g. `body.decisions[0].quantity`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** The issues of an invalid request in a language. */
export const fieldErrors = (invalid: InvalidRequest, language: Language): FieldError[] =>
  invalid.issues.map((issue) => {
    const worded = wording[language]({ ...issue, input: issue.input } as z.core.$ZodRawIssue);
    const message = typeof worded === 'string' ? worded : worded?.message;
    return { field: fieldPath(invalid.part, issue.path), message: message ?? issue.message };
  });

const PARTS: Readonly<Record<string, string>> = { querystring: 'query', params: 'path' };

const fieldPath = (part: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`),
    PARTS[part] ?? part,
  );
