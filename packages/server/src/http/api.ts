import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { House } from '../composition.js';

/** What every part of the API is given. */
export interface ApiOptions {
  readonly house: House;
  /** How often the event stream looks for changes. */
  readonly pollMilliseconds?: number;
  /** Largest file that may be uploaded. */
  readonly maxUploadBytes?: number;
}

/** One stage of the API, as a Fastify plugin whose routes are typed by their schemas. */
export type ApiPlugin = FastifyPluginAsyncZod<ApiOptions>;
