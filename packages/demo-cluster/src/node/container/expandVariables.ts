/**
 * Replaces `$(NAME)` by the variable's value. `$$(NAME)` stands for `$(NAME)`; a name that is not known stays as it is.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function expandVariables(
  text: string,
  variables: Record<string, string>,
): string {
  return text.replace(/\$(\$|\(([^()]*)\))/g, (match, escaped, name) => {
    if (escaped === '$') {
      return '$';
    }
    return Object.hasOwn(variables, name) ? variables[name] : match;
  });
}
