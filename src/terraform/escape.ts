/**
 * Text that Terraform takes as it is: `${` and `%{` would begin a template. References, which the engine stands
 * placeholders for until synthesis, stay what they are.
 */
export function literal(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, '$$$${').replace(/%\{/g, '%%{');
}
