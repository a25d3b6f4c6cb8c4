import { nearest } from '../../domain/nearest.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { defineLocal } from './define.ts';

export const completion = defineLocal({
  kind: 'local',
  name: 'completion',
  summary: { en: 'Print the completion script of a shell', zh: '输出 shell 补全脚本' },
  arguments: ['<shell>'],
  options: {},
  examples: [
    { command: 'adctl completion bash > adctl.bash', does: { en: 'for bash: source it', zh: 'bash：用 source 加载' } },
    {
      command: 'adctl completion zsh > _adctl',
      does: { en: 'for zsh: into a folder of $fpath', zh: 'zsh：放入 $fpath 中的目录' },
    },
    {
      command: 'adctl completion fish > adctl.fish',
      does: { en: 'for fish: into ~/.config/fish/completions', zh: 'fish：放入 ~/.config/fish/completions' },
    },
  ],
  async run(session, args) {
    const { SHELLS, script } = await import('../completion/script.ts');
    const shell = SHELLS.find((name) => name === args[0]);
    if (!shell) {
      const expected = { en: SHELLS.join(', '), zh: SHELLS.join('、') };
      throw new AdctlError('OPTION_VALUE', {
        option: { en: 'shell', zh: 'shell' },
        value: args[0],
        expected,
        nearest: nearest(args[0] as string, SHELLS),
      });
    }
    const { outlineOf } = await import('../completion/outline.ts');
    await session.sink.write(script(shell, await outlineOf(session.lang)));
    return 0;
  },
});
