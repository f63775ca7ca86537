// Hugging Face's own interpreter of chat templates. Asked with [{template, context}, …]; answers, for each, {text} or {error}.
import { Template } from '@huggingface/jinja';
import { serve } from './lines.mjs';

await serve((cases) => cases.map(({ template, context }) => {
  try {
    return { text: new Template(template).render(context) };
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
}));
