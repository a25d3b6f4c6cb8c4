/** Questions on a terminal. The library is loaded only when one is really asked. */
export async function confirm(message: string): Promise<boolean> {
  const { default: inquirer } = await import('inquirer');
  const { yes } = await inquirer.prompt<{ yes: boolean }>([{ type: 'confirm', name: 'yes', message, default: false }]);
  return yes;
}

export async function ask(message: string): Promise<string> {
  const { default: inquirer } = await import('inquirer');
  const { text } = await inquirer.prompt<{ text: string }>([{ type: 'input', name: 'text', message }]);
  return text;
}
