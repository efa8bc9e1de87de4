import type { Language } from '@stockwright/app';
import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { say } from '../messages/say.js';

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

/**
 * Validates by the zod schema of the route; issues keep their input so that any language can word them.
 * A query or body with a field that the route does not know is refused: it would be a mistyped one.
 */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const isStrict = httpPart === 'body' || httpPart === 'querystring';
  const wanted = isStrict && schema instanceof z.ZodObject ? schema.strict() : schema;
  return (data) => {
    const result = wanted.safeParse(data, { reportInput: true });
    return result.success
      ? { value: result.data }
      : { error: new InvalidRequest(httpPart ?? 'body', result.error.issues) };
  };
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
    const field = fieldPath(invalid.part, issue.path);
    if (isNoNumber(issue)) return { field, message: say(language, 'http.wantsWholeNumber') };
    const worded = wording[language]({ ...issue, input: issue.input } as z.core.$ZodRawIssue);
    const message = typeof worded === 'string' ? worded : worded?.message;
    return { field, message: message ?? issue.message };
  });

/** A part of the address that is no whole number; zod would speak of NaN. */
const isNoNumber = ({ code, input, ...issue }: Issue): boolean =>
  code === 'invalid_type' &&
  'expected' in issue &&
  (issue.expected === 'int' || (issue.expected === 'number' && Number.isNaN(input)));

const PARTS: Readonly<Record<string, string>> = { querystring: 'query', params: 'path' };

const fieldPath = (part: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`),
    PARTS[part] ?? part,
  );
