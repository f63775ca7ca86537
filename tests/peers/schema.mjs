// An independent JSON Schema validator. Asked with {schema, values: [text, …]}; answers, for each text, null or why it is not valid.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { serve } from './lines.mjs';

// One instance for all: making one compiles the meta-schemas, which takes longer than any schema here.
const ajv = new Ajv2020({ strict: false, allErrors: false });
addFormats(ajv);

await serve(({ schema, values }) => {
  try {
    const validate = ajv.compile(schema);
    return values.map((text) => {
      let value;
      try { value = JSON.parse(text); } catch (error) { return `not JSON: ${error.message}`; }
      return validate(value) ? null : ajv.errorsText(validate.errors);
    });
  } finally {
    ajv.removeSchema(schema);
  }
});
