import type { Subject } from '../../domain/rights.ts';
import { notFound } from '../address.ts';
import { type Ctx, defineChange, type ReadView } from '../define.ts';
import { activeNamed, revoked, TOKEN_FIELDS, WHERE_TOKENS } from '../token-rows.ts';

/** By its id, or one's own by its name: the one that works, else one that did, so that the same command may run again. */
const meant = (v: ReadView, text: string, { actor }: Pick<Ctx, 'actor'>) =>
  v.sees('token', text)
    ? text
    : (activeNamed(v, actor.login, text) ?? v.list('token', 'name', `${actor.login}/${text}`).at(-1));

export const revokeTokens = defineChange({
  kind: 'change',
  name: 'tokens.revoke',
  summary: { en: 'Revoke tokens, for good: no undo brings one back', zh: '吊销令牌：立即失效，无法撤销' },
  past: { en: 'revoked', zh: '已吊销' },
  options: {},
  row: {
    id: {
      type: 'text',
      required: true,
      label: { en: 'ID', zh: '编号' },
      help: { en: 'its id, or the name of one’s own', zh: '令牌编号，或本人令牌的名称' },
      headers: ['token', '令牌'],
      metavar: 'TOKEN',
    },
  },
  argument: 'id',
  where: WHERE_TOKENS,
  right: 'token.write',
  effect: 'final',
  unasked: true,
  examples: [
    {
      command: 'adctl tokens create trial && adctl tokens revoke trial',
      does: { en: 'one’s own, by its name', zh: '按名称吊销本人的令牌' },
    },
    {
      command: "adctl tokens revoke --where 'member = wang.wei' --where 'state = active' --dry-run",
      does: { en: 'rehearse for all of a member', zh: '预演吊销某成员的全部令牌' },
    },
  ],
  async load(l, rows, _options, _keep, { actor }) {
    const texts = rows.map(({ id }) => id);
    await l.need(
      { kind: 'token', by: 'key', values: texts, fields: TOKEN_FIELDS },
      { kind: 'token', by: 'name', values: texts.map((name) => `${actor.login}/${name}`), fields: TOKEN_FIELDS },
    );
  },
  subject(v, { id }, _options, _keep, ctx) {
    const key = meant(v, id, ctx);
    if (key === undefined) return notFound('token', id);
    return { target: key, places: [], own: v.get('token', key)?.['member'] === ctx.actor.login } satisfies Subject;
  },
  // What has run out by itself is as good as revoked.
  decide: (v, _ctx, _row, _options, _keep, { target }) =>
    v.get('token', target)?.['state'] === 'active'
      ? { ok: [revoked(target)], id: target }
      : { unchanged: 'SAME', id: target },
});
