# bash completion for adctl. Generated; load it with: source <(adctl completion bash)

# The lines of one table: NAME, a tab, what it takes.
__adctl_table() {
  case "$1" in
  '') __adctl_lines=($'accounts\t' $'orgs\t' $'units\t' $'funds\t' $'members\t' $'requests\t' $'clients\t' $'assets\t' $'qualifications\t' $'views\t' $'batches\t' $'audit\t' $'state\t' $'rules\t' $'tokens\t' $'profile\t' $'login\t' $'logout\t' $'whoami\t' $'serve\t' $'undo\t' $'demo\t' $'completion\t' $'help\t') ;;
  'accounts') __adctl_lines=($'assign\t' $'bind\t' $'budget\t' $'claim\t' $'close\t' $'create\t' $'diff\t' $'import\t' $'list\t' $'note\t' $'open\t' $'release\t' $'resume\t' $'share\t' $'show\t' $'suspend\t' $'tag\t' $'unassign\t' $'unbind\t' $'unshare\t' $'untag\t' $'update\t') ;;
  'orgs') __adctl_lines=($'archive\t' $'attach\t' $'create\t' $'detach\t' $'import\t' $'join\t' $'list\t' $'nominate\t' $'show\t' $'tree\t' $'update\t') ;;
  'units') __adctl_lines=($'add-accounts\t' $'add-members\t' $'archive\t' $'create\t' $'list\t' $'remove-accounts\t' $'remove-members\t' $'show\t' $'update\t') ;;
  'funds') __adctl_lines=($'adjust\t' $'allocate\t' $'bonus-grant\t' $'bonus-revoke\t' $'caps\t' $'caps-list\t' $'check\t' $'consume\t' $'consume-return\t' $'credit-limit\t' $'deposit-due\t' $'deposit-pay\t' $'deposit-return\t' $'freeze\t' $'hold\t' $'holds\t' $'journal\t' $'overview\t' $'post\t' $'recharge\t' $'reclaim\t' $'reconcile\t' $'refund\t' $'repay\t' $'settlement\t' $'split\t' $'splits\t' $'statement\t' $'transfer\t' $'unfreeze\t' $'void\t' $'wallet-disable\t' $'wallet-enable\t' $'wallets\t') ;;
  'members') __adctl_lines=($'can\t' $'create\t' $'erase\t' $'grant\t' $'handover\t' $'import\t' $'list\t' $'matrix\t' $'remove\t' $'revoke\t' $'show\t' $'update\t' $'verify\t') ;;
  'requests') __adctl_lines=($'apply\t' $'approve\t' $'list\t' $'plan\t' $'reject\t' $'show\t' $'withdraw\t') ;;
  'clients') __adctl_lines=($'authorize\t' $'list\t' $'terminate\t') ;;
  'assets') __adctl_lines=($'access\t' $'create\t' $'grant\t' $'list\t' $'revoke\t' $'show\t') ;;
  'qualifications') __adctl_lines=($'list\t' $'replace\t' $'review\t' $'submit\t') ;;
  'views') __adctl_lines=($'list\t' $'remove\t' $'save\t' $'show\t') ;;
  'batches') __adctl_lines=($'list\t' $'results\t' $'resume\t' $'show\t' $'undo\t') ;;
  'audit') __adctl_lines=($'list\t' $'verify\t') ;;
  'state') __adctl_lines=($'backup\t' $'check\t' $'compact\t' $'info\t' $'key\t' $'rebuild\t' $'restore\t' $'sweep\t') ;;
  'rules') __adctl_lines=($'set\t' $'show\t') ;;
  'tokens') __adctl_lines=($'create\t' $'list\t' $'revoke\t') ;;
  'profile') __adctl_lines=($'add\t' $'list\t' $'remove\t' $'set\t' $'show\t' $'test\t' $'use\t') ;;
  'login') __adctl_lines=($'--with-token\t-' $'--columns\t=,') ;;
  'logout') __adctl_lines=($'--columns\t=,') ;;
  'whoami') __adctl_lines=($'--rights\t-' $'--columns\t=,') ;;
  'serve') __adctl_lines=($'--listen\t?' $'--tls-cert\tfile' $'--tls-key\tfile' $'--insecure-behind-proxy\t-' $'--rate\t?' $'--columns\t=,') ;;
  'undo') __adctl_lines=($'1\t@batch' $'--last\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'demo') __adctl_lines=($'--accounts\t?' $'--seed\t?' $'--force\t-' $'--columns\t=,') ;;
  'completion') __adctl_lines=($'1\t=bash zsh fish' $'--columns\t=,') ;;
  'help') __adctl_lines=($'*\t=errors exit-codes environment filters formats bulk money permissions deploy accounts orgs units funds members requests clients assets qualifications views batches audit state rules tokens profile login logout whoami serve undo demo completion help' $'--man\t-' $'--columns\t=,') ;;
  'accounts assign') __adctl_lines=($'*\t@account' $'--to\t@member' $'--take-over\t-' $'--system\t=workbench delivery service' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts bind') __adctl_lines=($'*\t@account' $'--to\t@,member' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts budget') __adctl_lines=($'*\t@account' $'--amount\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts claim') __adctl_lines=($'*\t@account' $'--take-over\t-' $'--system\t=workbench delivery service' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts close') __adctl_lines=($'*\t@account' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts create') __adctl_lines=($'*\t?' $'--platform\t?' $'--kind\t=direct sub_client' $'--name\t?' $'--login\t?' $'--pid\t?' $'--email\t?' $'--entity\t@entity' $'--entity-name\t?' $'--agency\t@agency' $'--unit\t@unit' $'--unit-name\t?' $'--manager\t@member' $'--industry\t?' $'--status\t=active suspended pending_review closed' $'--daily-budget\t?' $'--currency\t?' $'--time-zone\t?' $'--tags\t@,tag' $'--note\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts diff') __adctl_lines=($'--fields\t=,id platform kind name login pid email entity entity_name agency unit unit_name manager industry status daily_budget currency time_zone tags note' $'--only\t=differs only_in_file only_here invalid' $'--where\t?' $'--search\t?' $'--status\t?' $'--entity\t@entity' $'--unit\t@unit' $'--manager\t@member' $'--platform\t@platform' $'--tag\t@tag' $'--mine\t-' $'--other\t-' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'--columns\t=,help difference row account field file here code') ;;
  'accounts import') __adctl_lines=($'*\t@account' $'--only\t=create update' $'--clear\t=,id platform kind name login pid email entity entity_name agency unit unit_name manager industry status daily_budget currency time_zone tags note' $'--move\t-' $'--platform\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts list') __adctl_lines=($'--where\t@where-account' $'--search\t?' $'--sort\t=,platform id kind name login pid email entity entity_name agency agency_name unit unit_name manager manager_name collaborators self_run bound industry status daily_budget balance available usable currency time_zone tags note created' $'--limit\t?' $'--after\t?' $'--count\t-' $'--status\t=,active suspended pending_review closed' $'--entity\t@,entity' $'--unit\t@,unit' $'--manager\t@,member' $'--platform\t@,platform' $'--tag\t@tag' $'--agency\t@,agency' $'--industry\t?' $'--kind\t=,direct sub_client' $'--currency\t?' $'--mine\t-' $'--other\t-' $'--view\t@view-accounts' $'--columns\t=,help platform id kind name login pid email entity entity_name agency agency_name unit unit_name manager manager_name collaborators self_run bound industry status daily_budget balance available usable currency time_zone tags note created') ;;
  'accounts note') __adctl_lines=($'*\t@account' $'--text\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts open') __adctl_lines=($'*\t@opened' $'--page\t=home delivery data qualification' $'--list\t-' $'--browser\t-' $'--columns\t=,help url platform id page product name purpose') ;;
  'accounts release') __adctl_lines=($'*\t@account' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts resume') __adctl_lines=($'*\t@account' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts share') __adctl_lines=($'*\t@account' $'--with\t@,member' $'--relation\t=collaborator self_run' $'--system\t=workbench delivery service' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts show') __adctl_lines=($'*\t@account' $'--columns\t=,help platform id kind name login pid email entity entity_name agency agency_name unit unit_name manager manager_name collaborators self_run bound industry status daily_budget balance available usable currency time_zone tags note created') ;;
  'accounts suspend') __adctl_lines=($'*\t@account' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts tag') __adctl_lines=($'*\t@account' $'--tag\t@,tag' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts unassign') __adctl_lines=($'*\t@account' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts unbind') __adctl_lines=($'*\t@account' $'--to\t@,member' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts unshare') __adctl_lines=($'*\t@account' $'--with\t@,member' $'--relation\t=collaborator self_run' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts untag') __adctl_lines=($'*\t@account' $'--tag\t@,tag' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'accounts update') __adctl_lines=($'*\t@account' $'--name\t?' $'--kind\t=direct sub_client' $'--login\t?' $'--pid\t?' $'--email\t?' $'--entity\t@entity' $'--industry\t?' $'--daily-budget\t?' $'--currency\t?' $'--time-zone\t?' $'--clear\t=,id platform kind name login pid email entity entity_name agency unit unit_name manager industry status daily_budget currency time_zone tags note' $'--move\t-' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'assets access') __adctl_lines=($'1\t@account' $'*\t?' $'--explain\t-' $'--columns\t=,help account asset allowed by why') ;;
  'assets create') __adctl_lines=($'*\t?' $'--kind\t=product creative landing_page audience conversion' $'--unit\t@unit' $'--account\t@account' $'--external-id\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'assets grant') __adctl_lines=($'*\t?' $'--to\t@account' $'--where\t@where-asset' $'--search\t?' $'--view\t@view-assets' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'assets list') __adctl_lines=($'--where\t@where-asset' $'--search\t?' $'--sort\t=,id kind name unit unit_name account account_name granted_to external_id status created' $'--limit\t?' $'--after\t?' $'--count\t-' $'--kind\t=,product creative landing_page audience conversion' $'--unit\t@,unit' $'--status\t=,active archived' $'--usable-by\t@account' $'--view\t@view-assets' $'--columns\t=,help id kind name unit unit_name account account_name granted_to external_id status created') ;;
  'assets revoke') __adctl_lines=($'*\t?' $'--of\t@account' $'--where\t@where-asset' $'--search\t?' $'--view\t@view-assets' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'assets show') __adctl_lines=($'*\t?' $'--columns\t=,help id kind name unit unit_name account account_name granted_to external_id status created') ;;
  'audit list') __adctl_lines=($'--where\t@where-entry' $'--search\t?' $'--sort\t=,seq n time actor identity operation kind target row before after batch origin reason' $'--limit\t?' $'--after\t?' $'--count\t-' $'--operation\t=,accounts.assign accounts.bind accounts.budget accounts.claim accounts.close accounts.create accounts.diff accounts.import accounts.list accounts.note accounts.open accounts.release accounts.resume accounts.share accounts.show accounts.suspend accounts.tag accounts.unassign accounts.unbind accounts.unshare accounts.untag accounts.update assets.access assets.create assets.grant assets.list assets.revoke assets.show audit.list audit.verify batches.list batches.results batches.resume batches.show batches.undo clients.authorize clients.list clients.terminate funds.adjust funds.allocate funds.bonus-grant funds.bonus-revoke funds.caps funds.caps-list funds.check funds.consume funds.consume-return funds.credit-limit funds.deposit-due funds.deposit-pay funds.deposit-return funds.freeze funds.hold funds.holds funds.journal funds.overview funds.post funds.recharge funds.reclaim funds.reconcile funds.refund funds.repay funds.settlement funds.split funds.splits funds.statement funds.transfer funds.unfreeze funds.void funds.wallet-disable funds.wallet-enable funds.wallets members.can members.create members.erase members.grant members.handover members.import members.list members.matrix members.remove members.revoke members.show members.update members.verify orgs.archive orgs.attach orgs.create orgs.detach orgs.import orgs.join orgs.list orgs.nominate orgs.show orgs.tree orgs.update qualifications.list qualifications.replace qualifications.review qualifications.submit requests.apply requests.approve requests.list requests.plan requests.reject requests.show requests.withdraw rules.set rules.show state.backup state.check state.compact state.info state.key state.rebuild state.restore state.sweep tokens.create tokens.list tokens.revoke units.add-accounts units.add-members units.archive units.create units.list units.remove-accounts units.remove-members units.show units.update views.list views.remove views.save views.show' $'--kind\t?' $'--target\t?' $'--actor\t@,member' $'--batch\t@,batch' $'--since\t?' $'--until\t?' $'--mine\t-' $'--view\t@view-audit' $'--columns\t=,help seq n time actor identity operation kind target row before after batch origin reason') ;;
  'audit verify') __adctl_lines=($'--head\t?' $'--columns\t=,help head transactions entries findings') ;;
  'batches list') __adctl_lines=($'--where\t@where-batch' $'--search\t?' $'--sort\t=,id operation actor state started resumed ended due_at rows ok failed counts options source keep undoes reason head' $'--limit\t?' $'--after\t?' $'--count\t-' $'--state\t=,running interrupted done undone partly_undone redone' $'--operation\t=,accounts.assign accounts.bind accounts.budget accounts.claim accounts.close accounts.create accounts.diff accounts.import accounts.list accounts.note accounts.open accounts.release accounts.resume accounts.share accounts.show accounts.suspend accounts.tag accounts.unassign accounts.unbind accounts.unshare accounts.untag accounts.update assets.access assets.create assets.grant assets.list assets.revoke assets.show audit.list audit.verify batches.list batches.results batches.resume batches.show batches.undo clients.authorize clients.list clients.terminate funds.adjust funds.allocate funds.bonus-grant funds.bonus-revoke funds.caps funds.caps-list funds.check funds.consume funds.consume-return funds.credit-limit funds.deposit-due funds.deposit-pay funds.deposit-return funds.freeze funds.hold funds.holds funds.journal funds.overview funds.post funds.recharge funds.reclaim funds.reconcile funds.refund funds.repay funds.settlement funds.split funds.splits funds.statement funds.transfer funds.unfreeze funds.void funds.wallet-disable funds.wallet-enable funds.wallets members.can members.create members.erase members.grant members.handover members.import members.list members.matrix members.remove members.revoke members.show members.update members.verify orgs.archive orgs.attach orgs.create orgs.detach orgs.import orgs.join orgs.list orgs.nominate orgs.show orgs.tree orgs.update qualifications.list qualifications.replace qualifications.review qualifications.submit requests.apply requests.approve requests.list requests.plan requests.reject requests.show requests.withdraw rules.set rules.show state.backup state.check state.compact state.info state.key state.rebuild state.restore state.sweep tokens.create tokens.list tokens.revoke units.add-accounts units.add-members units.archive units.create units.list units.remove-accounts units.remove-members units.show units.update views.list views.remove views.save views.show' $'--actor\t@,member' $'--since\t?' $'--until\t?' $'--mine\t-' $'--view\t@view-batches' $'--columns\t=,help id operation actor state started resumed ended due_at rows ok failed counts options source keep undoes reason head') ;;
  'batches results') __adctl_lines=($'1\t@batch' $'--status\t=ok unchanged pending conflict forbidden not_found invalid rolled_back not_run unknown' $'--limit\t?' $'--columns\t=,help row reference target status code reason id before after') ;;
  'batches resume') __adctl_lines=($'1\t@batch' $'--results\tfile' $'--failed\tfile' $'--columns\t=,') ;;
  'batches show') __adctl_lines=($'1\t@batch' $'--columns\t=,help id operation actor state started resumed ended due_at rows ok failed counts options source keep undoes reason head') ;;
  'batches undo') __adctl_lines=($'1\t@batch' $'--last\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'clients authorize') __adctl_lines=($'*\t@account' $'--agency\t@agency' $'--data\t=leads audience conversion' $'--until\t?' $'--note\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'clients list') __adctl_lines=($'--where\t@where-authorisation' $'--search\t?' $'--sort\t=,id account account_name entity entity_name pid email agency agency_name data state until ended reason source created due_at' $'--limit\t?' $'--after\t?' $'--count\t-' $'--agency\t@,agency' $'--entity\t@,entity' $'--state\t=,pending active rejected withdrawn lapsed terminated expired' $'--data\t=,leads audience conversion' $'--view\t@view-clients' $'--columns\t=,help id account account_name entity entity_name pid email agency agency_name data state until ended reason source created due_at') ;;
  'clients terminate') __adctl_lines=($'*\t@account' $'--agency\t@agency' $'--data\t=leads audience conversion' $'--where\t@where-authorisation' $'--search\t?' $'--view\t@view-clients' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds adjust') __adctl_lines=($'*\t@holder' $'--kind\t=cash credit owed deposit overdraft' $'--add\t?' $'--take\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds allocate') __adctl_lines=($'*\t@account' $'--amount\t?' $'--kind\t=cash credit bonus traffic_bonus' $'--cash\t?' $'--credit\t?' $'--bonus\t?' $'--traffic-bonus\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--payer\t@holder' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds bonus-grant') __adctl_lines=($'*\t@holder' $'--kind\t=bonus traffic_bonus' $'--amount\t?' $'--valid-from\t?' $'--valid-to\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds bonus-revoke') __adctl_lines=($'*\t?' $'--holder\t@holder' $'--amount\t?' $'--note\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds caps') __adctl_lines=($'*\t@org' $'--per-movement\t?' $'--per-day\t?' $'--per-batch\t?' $'--currency\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--where\t@where-caps' $'--search\t?' $'--sort\t=,org org_name currency per_movement per_day per_batch used_today left_today' $'--limit\t?' $'--after\t?' $'--count\t-' $'--view\t@view-funds' $'--columns\t=,help org org_name currency per_movement per_day per_batch used_today left_today') ;;
  'funds caps-list') __adctl_lines=($'*\t@org' $'--currency\t?' $'--where\t@where-caps' $'--search\t?' $'--sort\t=,org org_name currency per_movement per_day per_batch used_today left_today' $'--limit\t?' $'--after\t?' $'--count\t-' $'--view\t@view-funds' $'--columns\t=,help org org_name currency per_movement per_day per_batch used_today left_today') ;;
  'funds check') __adctl_lines=($'--warn\t-' $'--columns\t=,help code transaction book details') ;;
  'funds consume') __adctl_lines=($'*\t@account' $'--amount\t?' $'--day\t?' $'--type\t?' $'--product\t?' $'--order\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--source\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds consume-return') __adctl_lines=($'*\t@account' $'--amount\t?' $'--day\t?' $'--type\t?' $'--product\t?' $'--order\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--source\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds credit-limit') __adctl_lines=($'*\t@holder' $'--amount\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds deposit-due') __adctl_lines=($'*\t@holder-agency' $'--amount\t?' $'--currency\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds deposit-pay') __adctl_lines=($'*\t@holder-agency' $'--amount\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds deposit-return') __adctl_lines=($'*\t@holder-agency' $'--amount\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds freeze') __adctl_lines=($'*\t@holder' $'--order\t?' $'--amount\t?' $'--kind\t=cash credit bonus traffic_bonus' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds hold') __adctl_lines=($'--payer\t@holder' $'--payee\t@holder' $'--amount\t?' $'--kind\t=cash credit bonus traffic_bonus' $'--expires\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds holds') __adctl_lines=($'--where\t@where-hold' $'--search\t?' $'--sort\t=,id payer payee currency purse kind amount posted state expires created ended due_at payer_id payee_id reference' $'--limit\t?' $'--after\t?' $'--count\t-' $'--payer\t@,holder' $'--payee\t@,holder' $'--state\t=,open posted voided expired' $'--view\t@view-funds' $'--columns\t=,help id payer payee currency purse kind amount posted state expires created ended due_at payer_id payee_id reference') ;;
  'funds journal') __adctl_lines=($'--dialect\t=hledger beancount' $'--range\t?' $'--columns\t=,help text') ;;
  'funds overview') __adctl_lines=($'*\t@holder' $'--by\t=purse order' $'--kind\t?' $'--agency\t@,agency' $'--currency\t?' $'--account\t?' $'--pid\t?' $'--where\t@where-funds' $'--search\t?' $'--sort\t=,holder holder_kind name pid currency total available frozen cash external_cash bonus traffic_bonus credit frozen_credit owed overdraft usable deposit_due deposit agency' $'--limit\t?' $'--after\t?' $'--count\t-' $'--view\t@view-funds' $'--manifest\t?' $'--columns\t=,help holder holder_kind name pid currency total available frozen cash external_cash bonus traffic_bonus credit frozen_credit owed overdraft usable deposit_due deposit agency') ;;
  'funds post') __adctl_lines=($'*\t@hold' $'--amount\t?' $'--note\t?' $'--where\t@where-hold' $'--search\t?' $'--view\t@view-funds' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds recharge') __adctl_lines=($'*\t@holder' $'--amount\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds reclaim') __adctl_lines=($'*\t@account' $'--amount\t?' $'--kind\t=cash credit bonus traffic_bonus' $'--cash\t?' $'--credit\t?' $'--bonus\t?' $'--traffic-bonus\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--payee\t@holder' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds reconcile') __adctl_lines=($'1\tfile' $'--holder\t@holder' $'--source\t?' $'--window\t?' $'--movements\t=,recharge refund allocate reclaim transfer credit_limit repay bonus_grant bonus_revoke expire deposit_pay deposit_return freeze unfreeze hold post void hold_expire consume consume_return split split_refund adjust reversal' $'--opposite\t-' $'--days\t=ymd dmy mdy' $'--currency\t?' $'--all\t-' $'--keep\t?' $'--kept\t-' $'--show\t?' $'--sheet\t?' $'--columns\t=,help difference row day amount direction booked_day booked currency reference counterparty movement transaction by code reason') ;;
  'funds refund') __adctl_lines=($'*\t@holder' $'--amount\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds repay') __adctl_lines=($'*\t@holder' $'--amount\t?' $'--payer\t@holder' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds settlement') __adctl_lines=($'--where\t@where-settlement' $'--search\t?' $'--sort\t=,month holder payer currency splits paid returned net' $'--limit\t?' $'--after\t?' $'--count\t-' $'--receiver\t@holder' $'--payer\t@,holder' $'--month\t?' $'--view\t@view-funds' $'--columns\t=,help month holder payer currency splits paid returned net') ;;
  'funds split') __adctl_lines=($'*\t@holder' $'--amount\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--to\t?' $'--rule\tfile' $'--refund\t@split' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds splits') __adctl_lines=($'--where\t@where-split' $'--search\t?' $'--sort\t=,id payer currency purse amount refunded rule created reference' $'--limit\t?' $'--after\t?' $'--count\t-' $'--payer\t@,holder' $'--view\t@view-funds' $'--columns\t=,help id payer currency purse amount refunded rule created reference') ;;
  'funds statement') __adctl_lines=($'1\t@holder' $'--type\t=allocation recharge refund bonus consumption freeze postpaid' $'--by\t=day month' $'--range\t?' $'--account\t?' $'--pid\t?' $'--where\t@where-statement' $'--search\t?' $'--sort\t=,line transaction time movement holder name pid counterparty counterparty_name purse currency cash credit bonus traffic_bonus deposit owed overdraft frozen cleared available_after cash_after credit_after bonus_after traffic_bonus_after deposit_after owed_after overdraft_after frozen_after day type product order_id hold frozen_now source reference mark reverses note' $'--limit\t?' $'--after\t?' $'--count\t-' $'--view\t@view-funds' $'--manifest\t?' $'--since\t?' $'--columns\t=,help line transaction time movement holder name pid counterparty counterparty_name purse currency cash credit bonus traffic_bonus deposit owed overdraft frozen cleared available_after cash_after credit_after bonus_after traffic_bonus_after deposit_after owed_after overdraft_after frozen_after day type product order_id hold frozen_now source reference mark reverses note') ;;
  'funds transfer') __adctl_lines=($'--payer\t@holder' $'--payee\t@holder' $'--amount\t?' $'--kind\t=cash credit bonus traffic_bonus' $'--cash\t?' $'--credit\t?' $'--bonus\t?' $'--traffic-bonus\t?' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--to-purse\t=general external' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds unfreeze') __adctl_lines=($'*\t@holder' $'--order\t?' $'--amount\t?' $'--kind\t=cash credit bonus traffic_bonus' $'--purse\t=general external' $'--currency\t?' $'--note\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds void') __adctl_lines=($'*\t@hold' $'--note\t?' $'--where\t@where-hold' $'--search\t?' $'--view\t@view-funds' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds wallet-disable') __adctl_lines=($'*\t@holder-wallet' $'--currency\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds wallet-enable') __adctl_lines=($'*\t@holder-wallet' $'--currency\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'funds wallets') __adctl_lines=($'--where\t@where-wallet' $'--search\t?' $'--sort\t=,holder currency state general external created' $'--limit\t?' $'--after\t?' $'--count\t-' $'--holder\t@,holder' $'--currency\t?' $'--state\t=,enabled disabled' $'--view\t@view-funds' $'--columns\t=,help holder currency state general external created') ;;
  'members can') __adctl_lines=($'1\t@member' $'2\t=accounts.assign accounts.bind accounts.budget accounts.claim accounts.close accounts.create accounts.diff accounts.import accounts.list accounts.note accounts.open accounts.release accounts.resume accounts.share accounts.show accounts.suspend accounts.tag accounts.unassign accounts.unbind accounts.unshare accounts.untag accounts.update assets.access assets.create assets.grant assets.list assets.revoke assets.show audit.list audit.verify batches.list batches.results batches.resume batches.show batches.undo clients.authorize clients.list clients.terminate funds.adjust funds.allocate funds.bonus-grant funds.bonus-revoke funds.caps funds.caps-list funds.check funds.consume funds.consume-return funds.credit-limit funds.deposit-due funds.deposit-pay funds.deposit-return funds.freeze funds.hold funds.holds funds.journal funds.overview funds.post funds.recharge funds.reclaim funds.reconcile funds.refund funds.repay funds.settlement funds.split funds.splits funds.statement funds.transfer funds.unfreeze funds.void funds.wallet-disable funds.wallet-enable funds.wallets members.can members.create members.erase members.grant members.handover members.import members.list members.matrix members.remove members.revoke members.show members.update members.verify orgs.archive orgs.attach orgs.create orgs.detach orgs.import orgs.join orgs.list orgs.nominate orgs.show orgs.tree orgs.update qualifications.list qualifications.replace qualifications.review qualifications.submit requests.apply requests.approve requests.list requests.plan requests.reject requests.show requests.withdraw rules.set rules.show state.backup state.check state.compact state.info state.key state.rebuild state.restore state.sweep tokens.create tokens.list tokens.revoke units.add-accounts units.add-members units.archive units.create units.list units.remove-accounts units.remove-members units.show units.update views.list views.remove views.save views.show' $'*\t@target' $'--columns\t=,help login operation target allowed by code why right roles') ;;
  'members create') __adctl_lines=($'*\t?' $'--name\t?' $'--phone\t?' $'--email\t?' $'--wechat\t?' $'--id-number\t?' $'--verified\t?' $'--role\t=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv' $'--org\t@place' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'members erase') __adctl_lines=($'*\t@member' $'--where\t@where-member' $'--search\t?' $'--view\t@view-members' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'members grant') __adctl_lines=($'*\t@member' $'--role\t=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv' $'--flag\t=lead_admin ticket_handler ticket_dispatcher pii_viewer auditor' $'--org\t@place' $'--hand-over\t-' $'--where\t@where-member' $'--search\t?' $'--view\t@view-members' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'members handover') __adctl_lines=($'1\t@member' $'--to\t@,member' $'--only\t?' $'--remove\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'members import') __adctl_lines=($'*\t@member' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'members list') __adctl_lines=($'--where\t@where-member' $'--search\t?' $'--sort\t=,login name phone email wechat id_number verified verified_method roles managed collaborated self_run bound units status created' $'--limit\t?' $'--after\t?' $'--count\t-' $'--status\t=,active removed erased' $'--role\t=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv' $'--org\t@place' $'--verified\t-' $'--unverified\t-' $'--reveal\t-' $'--view\t@view-members' $'--columns\t=,help login name phone email wechat id_number verified verified_method roles managed collaborated self_run bound units status created') ;;
  'members matrix') __adctl_lines=($'--role\t=,op gP gA eP eA eC eU uA uC aM aA aE aD aC cv' $'--operation\t=,accounts.assign accounts.bind accounts.budget accounts.claim accounts.close accounts.create accounts.diff accounts.import accounts.list accounts.note accounts.open accounts.release accounts.resume accounts.share accounts.show accounts.suspend accounts.tag accounts.unassign accounts.unbind accounts.unshare accounts.untag accounts.update assets.access assets.create assets.grant assets.list assets.revoke assets.show audit.list audit.verify batches.list batches.results batches.resume batches.show batches.undo clients.authorize clients.list clients.terminate funds.adjust funds.allocate funds.bonus-grant funds.bonus-revoke funds.caps funds.caps-list funds.check funds.consume funds.consume-return funds.credit-limit funds.deposit-due funds.deposit-pay funds.deposit-return funds.freeze funds.hold funds.holds funds.journal funds.overview funds.post funds.recharge funds.reclaim funds.reconcile funds.refund funds.repay funds.settlement funds.split funds.splits funds.statement funds.transfer funds.unfreeze funds.void funds.wallet-disable funds.wallet-enable funds.wallets members.can members.create members.erase members.grant members.handover members.import members.list members.matrix members.remove members.revoke members.show members.update members.verify orgs.archive orgs.attach orgs.create orgs.detach orgs.import orgs.join orgs.list orgs.nominate orgs.show orgs.tree orgs.update qualifications.list qualifications.replace qualifications.review qualifications.submit requests.apply requests.approve requests.list requests.plan requests.reject requests.show requests.withdraw rules.set rules.show state.backup state.check state.compact state.info state.key state.rebuild state.restore state.sweep tokens.create tokens.list tokens.revoke units.add-accounts units.add-members units.archive units.create units.list units.remove-accounts units.remove-members units.show units.update views.list views.remove views.save views.show' $'--columns\t=,help right meaning op gP gA eP eA eC eU uA uC aM aA aE aD aC cv lead_admin ticket_handler ticket_dispatcher pii_viewer auditor member operations') ;;
  'members remove') __adctl_lines=($'*\t@member' $'--where\t@where-member' $'--search\t?' $'--view\t@view-members' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'members revoke') __adctl_lines=($'*\t@member' $'--role\t=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv' $'--flag\t=lead_admin ticket_handler ticket_dispatcher pii_viewer auditor' $'--org\t@place' $'--where\t@where-member' $'--search\t?' $'--view\t@view-members' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'members show') __adctl_lines=($'*\t@member' $'--reveal\t-' $'--columns\t=,help login name phone email wechat id_number verified verified_method roles managed collaborated self_run bound units status created') ;;
  'members update') __adctl_lines=($'*\t@member' $'--name\t?' $'--phone\t?' $'--email\t?' $'--wechat\t?' $'--id-number\t?' $'--clear\t=,login name phone email wechat id_number' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'members verify') __adctl_lines=($'*\t@member' $'--method\t?' $'--where\t@where-member' $'--search\t?' $'--view\t@view-members' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'orgs archive') __adctl_lines=($'*\t@org' $'--where\t@where-org' $'--search\t?' $'--view\t@view-orgs' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'orgs attach') __adctl_lines=($'*\t@org' $'--to\t@group' $'--where\t@where-org' $'--search\t?' $'--view\t@view-orgs' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'orgs create') __adctl_lines=($'*\t?' $'--kind\t=group entity agency' $'--licence\t?' $'--licence-kind\t=business person' $'--group\t@group' $'--group-type\t=policy customer' $'--entity\t@,entity' $'--principal\t@member' $'--id\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'orgs detach') __adctl_lines=($'*\t@org' $'--where\t@where-org' $'--search\t?' $'--view\t@view-orgs' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'orgs import') __adctl_lines=($'*\t?' $'--kind\t=group entity agency' $'--group-type\t=policy customer' $'--ignore-short-names\t-' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'orgs join') __adctl_lines=($'*\t@org' $'--note\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'orgs list') __adctl_lines=($'--where\t@where-org' $'--search\t?' $'--sort\t=,id kind name group_type licence_kind licence personal_number parent parent_name claim_policy application_state certification certificate merchant_mark principal members accounts units spend balance status created' $'--limit\t?' $'--after\t?' $'--count\t-' $'--kind\t=,group entity agency' $'--status\t=,active archived' $'--parent\t@,group' $'--group\t@group' $'--principal\t@,member' $'--mine\t-' $'--reveal\t-' $'--view\t@view-orgs' $'--columns\t=,help id kind name group_type licence_kind licence personal_number parent parent_name claim_policy application_state certification certificate merchant_mark principal members accounts units spend balance status created') ;;
  'orgs nominate') __adctl_lines=($'*\t@org' $'--member\t@member' $'--role\t=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv' $'--unit\t@unit' $'--new-unit\t?' $'--where\t@where-org' $'--search\t?' $'--view\t@view-orgs' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'orgs show') __adctl_lines=($'*\t@org' $'--reveal\t-' $'--columns\t=,help id kind name group_type licence_kind licence personal_number parent parent_name claim_policy application_state certification certificate merchant_mark principal members accounts units spend balance status created') ;;
  'orgs tree') __adctl_lines=($'1\t@place' $'--find\t?' $'--depth\t?' $'--columns\t=,help id parent depth kind name accounts members below status') ;;
  'orgs update') __adctl_lines=($'*\t@org' $'--name\t?' $'--group-type\t=policy customer' $'--claim-policy\t=auto approval' $'--application-state\t=applied approved rejected' $'--certification\t?' $'--certificate\t?' $'--merchant-mark\t?' $'--where\t@where-org' $'--search\t?' $'--view\t@view-orgs' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'profile add') __adctl_lines=($'1\t?' $'--columns\t=,') ;;
  'profile list') __adctl_lines=($'--columns\t=,') ;;
  'profile remove') __adctl_lines=($'1\t@profile' $'--columns\t=,') ;;
  'profile set') __adctl_lines=($'1\t=db url as as_org as_client lock lock_timeout format lang tz color no_input debug' $'2\t?' $'--unset\t-' $'--columns\t=,') ;;
  'profile show') __adctl_lines=($'1\t@profile' $'--columns\t=,') ;;
  'profile test') __adctl_lines=($'--columns\t=,') ;;
  'profile use') __adctl_lines=($'1\t@profile' $'--columns\t=,') ;;
  'qualifications list') __adctl_lines=($'--where\t@where-qualification' $'--search\t?' $'--sort\t=,id account account_name kind number valid_until state submitted_by submitted_by_name reviewed_by reviewed_by_name reviewed reason replaces replaces_name created due_at' $'--limit\t?' $'--after\t?' $'--count\t-' $'--state\t=,submitted approved rejected expired replaced' $'--kind\t?' $'--expiring\t-' $'--expired\t-' $'--view\t@view-qualifications' $'--columns\t=,help id account account_name kind number valid_until state submitted_by submitted_by_name reviewed_by reviewed_by_name reviewed reason replaces replaces_name created due_at') ;;
  'qualifications replace') __adctl_lines=($'*\t?' $'--number\t?' $'--valid-until\t?' $'--where\t@where-qualification' $'--search\t?' $'--view\t@view-qualifications' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'qualifications review') __adctl_lines=($'*\t?' $'--approve\t-' $'--reject\t-' $'--where\t@where-qualification' $'--search\t?' $'--view\t@view-qualifications' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'qualifications submit') __adctl_lines=($'*\t@account' $'--kind\t?' $'--number\t?' $'--valid-until\t?' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'requests apply') __adctl_lines=($'1\t?' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'requests approve') __adctl_lines=($'*\t?' $'--role\t=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv' $'--where\t@where-request' $'--search\t?' $'--view\t@view-requests' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'requests list') __adctl_lines=($'--where\t@where-request' $'--search\t?' $'--sort\t=,id type state member member_name named org org_name entity entity_name account account_name authorisation authorisation_name data until side system batch plan note decided_by decided_by_name decided answer created due_at' $'--limit\t?' $'--after\t?' $'--count\t-' $'--type\t=,join claim authorisation plan' $'--state\t=,pending approved rejected withdrawn void lapsed applied drifted' $'--org\t@,org' $'--entity\t@,entity' $'--account\t@,account' $'--member\t@,member' $'--mine\t-' $'--to-decide\t-' $'--view\t@view-requests' $'--columns\t=,help id type state member member_name named org org_name entity entity_name account account_name authorisation authorisation_name data until side system batch plan note decided_by decided_by_name decided answer created due_at') ;;
  'requests plan') __adctl_lines=($'1\t?' $'--columns\t=,help row reference target before after') ;;
  'requests reject') __adctl_lines=($'*\t?' $'--where\t@where-request' $'--search\t?' $'--view\t@view-requests' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'requests show') __adctl_lines=($'*\t?' $'--columns\t=,help id type state member member_name named org org_name entity entity_name account account_name authorisation authorisation_name data until side system batch plan note decided_by decided_by_name decided answer created due_at') ;;
  'requests withdraw') __adctl_lines=($'*\t?' $'--where\t@where-request' $'--search\t?' $'--view\t@view-requests' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'rules set') __adctl_lines=($'1\t=batch_interrupted_seconds results_days authorisation_lapse_days plan_lapse_hours qualification_expiring_days hold_days' $'*\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'rules show') __adctl_lines=($'1\t=batch_interrupted_seconds results_days authorisation_lapse_days plan_lapse_hours qualification_expiring_days hold_days' $'--columns\t=,help key value default least most') ;;
  'state backup') __adctl_lines=($'1\tfile' $'--columns\t=,') ;;
  'state check') __adctl_lines=($'--columns\t=,help code details') ;;
  'state compact') __adctl_lines=($'--dry-run\t-' $'--columns\t=,') ;;
  'state info') __adctl_lines=($'--columns\t=,help file id schema epoch created bytes engine head counts') ;;
  'state key') __adctl_lines=($'--rotate\t-' $'--dry-run\t-' $'--reason\t?' $'--columns\t=,') ;;
  'state rebuild') __adctl_lines=($'--columns\t=,') ;;
  'state restore') __adctl_lines=($'1\tfile' $'--dry-run\t-' $'--reason\t?' $'--columns\t=,') ;;
  'state sweep') __adctl_lines=($'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'tokens create') __adctl_lines=($'*\t?' $'--member\t@member' $'--expires\t?' $'--read-only\t-' $'--address\t?' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'tokens list') __adctl_lines=($'--where\t@where-token' $'--search\t?' $'--sort\t=,id name member member_name state read_only addresses expires last_used created created_by due_at' $'--limit\t?' $'--after\t?' $'--count\t-' $'--member\t@,member' $'--state\t=,active expired revoked' $'--view\t@view-tokens' $'--columns\t=,help id name member member_name state read_only addresses expires last_used created created_by due_at') ;;
  'tokens revoke') __adctl_lines=($'*\t@token' $'--where\t@where-token' $'--search\t?' $'--view\t@view-tokens' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'units add-accounts') __adctl_lines=($'1\t@unit' $'*\t@account' $'--move\t-' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'units add-members') __adctl_lines=($'1\t@unit' $'*\t@member' $'--role\t=uA uC' $'--where\t@where-member' $'--search\t?' $'--view\t@view-members' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'units archive') __adctl_lines=($'*\t@unit' $'--where\t@where-unit' $'--search\t?' $'--view\t@view-units' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'units create') __adctl_lines=($'1\t?' $'--org\t@org' $'--track\t?' $'--note\t?' $'--id\t?' $'--admin\t@,member' $'--member\t@,member' $'--move\t-' $'--accounts\t@,account' $'--accounts-from\tfile' $'--accounts-where\t@where-account' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'units list') __adctl_lines=($'--where\t@where-unit' $'--search\t?' $'--sort\t=,id name type org org_name track note admins members accounts status created' $'--limit\t?' $'--after\t?' $'--count\t-' $'--org\t@,org' $'--type\t=,entity group' $'--track\t?' $'--status\t=,active archived' $'--mine\t-' $'--view\t@view-units' $'--columns\t=,help id name type org org_name track note admins members accounts status created') ;;
  'units remove-accounts') __adctl_lines=($'1\t@unit' $'*\t@account' $'--where\t@where-account' $'--search\t?' $'--view\t@view-accounts' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'units remove-members') __adctl_lines=($'1\t@unit' $'*\t@member' $'--role\t=uA uC' $'--where\t@where-member' $'--search\t?' $'--view\t@view-members' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'units show') __adctl_lines=($'*\t@unit' $'--columns\t=,help id name type org org_name track note admins members accounts status created') ;;
  'units update') __adctl_lines=($'*\t@unit' $'--name\t?' $'--track\t?' $'--note\t?' $'--clear\t=,unit name track note' $'--where\t@where-unit' $'--search\t?' $'--view\t@view-units' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'--ignore-unknown\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'views list') __adctl_lines=($'--where\t@where-view' $'--search\t?' $'--sort\t=,owner noun name command options created' $'--limit\t?' $'--after\t?' $'--count\t-' $'--noun\t?' $'--columns\t=,help owner noun name command options created') ;;
  'views remove') __adctl_lines=($'*\t@view' $'-f\tfile' $'--from\tfile' $'--sheet\t?' $'--template\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'views save') __adctl_lines=($'1\t?' $'--force\t-' $'-n\t-' $'--dry-run\t-' $'--atomic\t-' $'--results\tfile' $'--failed\tfile' $'--reference\t?' $'--reason\t?' $'--max-rows\t?' $'--columns\t=,') ;;
  'views show') __adctl_lines=($'1\t@view' $'--columns\t=,help owner noun name command options created') ;;
  '*') __adctl_lines=($'--profile\t@profile' $'--db\tfile' $'--url\t?' $'--as\t@member' $'--as-org\t@org' $'--as-client\t@account' $'--lock\t=wait fail' $'--lock-timeout\t?' $'-o\t=table csv tsv json ndjson xlsx html' $'--format\t=table csv tsv json ndjson xlsx html' $'--json\t-' $'--csv\t-' $'--tsv\t-' $'--ndjson\t-' $'--excel\t-' $'--encoding\t=utf-8 gb18030' $'--labels\t-' $'--lang\t=en zh' $'-q\t-' $'--quiet\t-' $'--no-input\t-' $'-y\t-' $'--yes\t-' $'--color\t=auto always never' $'--tz\t?' $'-v\t-' $'--verbose\t-' $'--debug\t-' $'-h\t-' $'--help\t-') ;;
  *) __adctl_lines=() ;;
  esac
}

__adctl_alias() {
  case "$1" in
  account) __adctl_word=accounts ;;
  acct) __adctl_word=accounts ;;
  org) __adctl_word=orgs ;;
  unit) __adctl_word=units ;;
  fund) __adctl_word=funds ;;
  member) __adctl_word=members ;;
  batch) __adctl_word=batches ;;
  profiles) __adctl_word=profile ;;
  qualification) __adctl_word=qualifications ;;
  asset) __adctl_word=assets ;;
  request) __adctl_word=requests ;;
  client) __adctl_word=clients ;;
  rule) __adctl_word=rules ;;
  view) __adctl_word=views ;;
  token) __adctl_word=tokens ;;
  ls) __adctl_word=list ;;
  get) __adctl_word=show ;;
  *) __adctl_word=$1 ;;
  esac
}

# What the option or place of a command takes, into __adctl_takes; empty where it is not known.
__adctl_find() {
  local line table
  __adctl_takes=
  for table in "$1" '*'; do
    __adctl_table "$table"
    for line in "${__adctl_lines[@]}"; do
      if [[ "${line%%$'\t'*}" == "$2" ]]; then
        __adctl_takes=${line#*$'\t'}
        return 0
      fi
    done
  done
  return 1
}

# One candidate, as it has to stand in the line.
__adctl_add() {
  local value=$1
  if [[ -z $__adctl_quote && $value == *[[:space:]\'\"\\\(\)\&\;\|\<\>\$\`\*\?\[\!\#\{\}\~]* ]]; then
    printf -v value '%q' "$value"
  fi
  COMPREPLY[${#COMPREPLY[@]}]=${value#"$__adctl_cut"}
}

# Candidates for what is taken ($1) that begin with $2; $3 stands before them.
__adctl_values() {
  local takes=$1 start=$2 before=$3 word
  case "$takes" in
    file)
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do
        COMPREPLY[${#COMPREPLY[@]}]=$word
      done < <(compgen -f -- "$start")
      return ;;
    '='*|'@'*) ;;
    *) return ;;
  esac
  local mark=${takes:0:1} what=${takes:1}
  if [[ $what == ,* ]]; then
    compopt -o nospace 2>/dev/null
    what=${what:1}
    if [[ $start == *,* ]]; then
      before=$before${start%,*},
      start=${start##*,}
    fi
    if [[ $mark == = && $start == [+-]* ]]; then
      before=$before${start:0:1}
      start=${start:1}
    fi
    [[ $mark == @ ]] && what=$what,
  fi
  if [[ $mark == = ]]; then
    for word in $what; do
      [[ $word == "$start"* ]] && __adctl_add "$before$word"
    done
    return
  fi
  [[ $what == where-* ]] && compopt -o nospace 2>/dev/null
  while IFS= read -r word; do
    __adctl_add "$before${word%%$'\t'*}"
  done < <(adctl __complete "$what" "$start" "${__adctl_words[@]}" 2>/dev/null)
}

_adctl() {
  local IFS=$' \t\n' i word joined= cur path= places=0 takes= line __adctl_word __adctl_takes __adctl_quote= __adctl_cut=
  local -a __adctl_words=() __adctl_lines=()
  COMPREPLY=()
  # bash has cut the line at : and =, which belong to a word here.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ ($joined || $word == [:=] || $word == :=) && ${#__adctl_words[@]} -gt 0 ]]; then
      __adctl_words[${#__adctl_words[@]}-1]+=$word
      if [[ $word == [:=] ]]; then joined=1; else joined=; fi
    else
      __adctl_words[${#__adctl_words[@]}]=$word
    fi
  done
  ((${#__adctl_words[@]})) || return 0
  cur=${__adctl_words[${#__adctl_words[@]}-1]}
  unset "__adctl_words[${#__adctl_words[@]}-1]"
  case "$cur" in
    "'"*|'"'*)
      __adctl_quote=${cur:0:1}
      cur=${cur:1} ;;
    *)
      # Only what follows the last cut is replaced.
      word=${cur%"${cur##*[:=]}"}
      [[ $word == *[:=] ]] && __adctl_cut=$word
      cur=${cur//\\/} ;;
  esac
  # Quotes are the shell's, not the words'.
  for i in "${!__adctl_words[@]}"; do
    word=${__adctl_words[i]}
    case "$word" in
      "'"*"'"|'"'*'"') word=${word:1:${#word}-2} ;;
      *) word=${word//\\/} ;;
    esac
    __adctl_words[i]=$word
  done

  # Which command it is, and what the word before the cursor still wants.
  for word in "${__adctl_words[@]}"; do
    if [[ $takes ]]; then
      takes=
    elif [[ $word == -* ]]; then
      if [[ $word != *=* ]] && __adctl_find "$path" "${word//_/-}"; then
        [[ $__adctl_takes == - ]] || takes=$__adctl_takes
      fi
    else
      __adctl_alias "$word"
      __adctl_table "${path:+$path }$__adctl_word"
      if [[ $places == 0 && ${#__adctl_lines[@]} -gt 0 ]] && [[ $path != *' '* ]]; then
        path=${path:+$path }$__adctl_word
      else
        places=$((places + 1))
      fi
    fi
  done

  if [[ $takes ]]; then
    __adctl_values "$takes" "$cur" ''
  elif [[ $cur == --*=* ]]; then
    __adctl_find "$path" "${cur%%=*}" && __adctl_values "$__adctl_takes" "${cur#*=}" "${cur%%=*}="
  elif [[ $cur == -* ]]; then
    for word in "$path" '*'; do
      __adctl_table "$word"
      for line in "${__adctl_lines[@]}"; do
        line=${line%%$'\t'*}
        [[ $line == --* && $line == "$cur"* ]] && COMPREPLY[${#COMPREPLY[@]}]=$line
      done
    done
  else
    __adctl_table "$path"
    if [[ ${__adctl_lines[0]} == *$'\t' ]]; then
      [[ $places == 0 ]] || return 0
      for line in "${__adctl_lines[@]}"; do
        line=${line%%$'\t'*}
        [[ $line == "$cur"* ]] && COMPREPLY[${#COMPREPLY[@]}]=$line
      done
    elif __adctl_find "$path" "$((places + 1))" || __adctl_find "$path" '*'; then
      __adctl_values "$__adctl_takes" "$cur" ''
    fi
  fi
  return 0
}

complete -F _adctl adctl
