import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import type { Response } from 'supertest';
import { parse } from 'yaml';

interface Reference {
  $ref: string;
}

interface Content {
  content: { 'application/json': { schema: Reference } };
}

interface Operation {
  parameters: (Reference | { name: string; in: string })[];
  requestBody?: Content & { required: boolean };
  responses: Record<string, Content | Reference>;
}

/** The methods that are described. */
export type Method = 'get' | 'post';

/** The contract of the REST API, so far as tests look into it. */
export interface Specification {
  paths: Record<string, Partial<Record<Method, Operation>>>;
  components: {
    responses: Record<string, Content>;
    schemas: Record<string, object>;
  };
}

export function readSpecification(): Specification {
  return parse(
    readFileSync(resolve(__dirname, '../../schema/openapi.yaml'), 'utf8'),
  );
}

/**
 * Checks requests and answers against the contract. (`wrapServer` of Backstage's OpenAPI utilities would do it, but needs a DNS server to find
 * `localhost`, and a route that serves the contract.)
 */
export class Conformity {
  readonly #specification: Specification;
  readonly #ajv: Ajv;

  private constructor(specification: Specification) {
    this.#specification = specification;
    // OpenAPI has keywords that JSON Schema does not know
    this.#ajv = new Ajv({ strict: false, allErrors: true });
    this.#ajv.addSchema(specification, 'openapi');
  }

  static create(specification = readSpecification()): Conformity {
    return new Conformity(specification);
  }

  /** What is wrong with a value, by the name of its schema. */
  errorsOf(schema: string, value: unknown): string[] {
    return this.#validate({ $ref: `#/components/schemas/${schema}` }, value);
  }

  /** What is wrong with the answer to a request: its status, its type or its body. */
  errorsOfResponse(
    path: string,
    response: Response,
    method: Method = 'get',
  ): string[] {
    const description = this.#describe(path, method, response.status);
    if (!description) {
      return [`The status ${response.status} is not described`];
    }
    if (!/^application\/json(;|$)/.test(response.type)) {
      return [`The type '${response.type}' is not described`];
    }
    return this.#validate(
      description.content['application/json'].schema,
      response.body,
    );
  }

  /** What is wrong with the body of a request. */
  errorsOfRequest(path: string, body: unknown, method: Method): string[] {
    const described = this.#specification.paths[path]?.[method]?.requestBody;
    if (!described) {
      return ['No body is described'];
    }
    return body === undefined && !described.required
      ? []
      : this.#validate(described.content['application/json'].schema, body);
  }

  #describe(path: string, method: Method, status: number): Content | undefined {
    const responses = this.#specification.paths[path]?.[method]?.responses;
    const description = responses?.[status];
    if (!description || 'content' in description) {
      return description;
    }
    const name = description.$ref.split('/').at(-1) ?? '';
    return this.#specification.components.responses[name];
  }

  #validate({ $ref }: Reference, value: unknown): string[] {
    const validate: ValidateFunction =
      this.#ajv.getSchema(`openapi${$ref}`) ??
      this.#ajv.compile({ $ref: `openapi${$ref}` });
    return validate(value)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) =>
            `${instancePath} ${message} ${JSON.stringify(params)}`,
        );
  }
}
