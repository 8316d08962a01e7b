/* What schemas that we write ourselves are made of. */

export const text = { type: 'string', minLength: 1 };
export const flag = { type: 'boolean' };

/** With these properties and no other. */
export const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
