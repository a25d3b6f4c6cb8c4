# fish completion for adctl. Generated; load it with: adctl completion fish | source

# The lines of one table: NAME, a tab, what it takes, a tab, help.
function __adctl_table
    switch "$argv[1]"
        case ''
            printf '%s\n' \
                'accounts		advertising accounts' \
                'orgs		groups, entities and agencies' \
                'units		business units' \
                'funds		money: allocate, hold, consume, statements' \
                'members		people and their roles' \
                'requests		what waits for a decision: joins, claims, authorisations' \
                'clients		authorisations between agencies and clients' \
                'assets		products, creatives, pages, audiences and who may use them' \
                'qualifications		qualifications of accounts' \
                'views		options of lists, kept under a name' \
                'batches		what was run, row by row; undo and resume' \
                'audit		the operation log' \
                'state		the state file: check, back up, restore, tidy up' \
                'rules		numbers that govern the state' \
                'tokens		how members get in at a server' \
                'profile		named settings' \
                'login		Log in to a server with a token' \
                'logout		Forget the token for a server' \
                'whoami		Who acts, in which view, with which rights, on which state, and why' \
                'serve		Serve this state to others over HTTP' \
                'undo		Undo a batch; undoing an undo is a redo, but for money' \
                'demo		Make a demo state to try everything on' \
                'completion		Print the completion script of a shell' \
                'help		Help for a command or a topic'
        case 'accounts'
            printf '%s\n' \
                'assign		Assign accounts to a member' \
                'bind		Bind client accounts to dedicated employees, client employees and client viewers' \
                'budget		Set the daily budget of accounts' \
                'claim		Claim accounts: become their manager' \
                'close		Close accounts; only an undo brings them back' \
                'create		Create an account' \
                'diff		Compare a file with the accounts here' \
                'import		Create and update accounts from a file' \
                'list		List accounts' \
                'note		Write the note of accounts' \
                'open		The platform’s page for accounts, or for a marketing product' \
                'release		Release accounts that you manage' \
                'resume		Resume suspended accounts, and as operator those that wait for review' \
                'share		Share accounts with collaborators or self-run admins' \
                'show		Show accounts in full' \
                'suspend		Suspend accounts' \
                'tag		Add tags to accounts' \
                'unassign		Take accounts from their manager' \
                'unbind		Take bound client accounts from members' \
                'unshare		Stop sharing accounts with members' \
                'untag		Remove tags from accounts' \
                'update		Change fields of accounts'
        case 'orgs'
            printf '%s\n' \
                'archive		Archive organisations that hold nothing alive' \
                'attach		Put entities into a group' \
                'create		Create a group, an entity or an agency' \
                'detach		Take entities out of their group' \
                'import		Create organisations from a file' \
                'join		Ask to join entities; an admin of each decides' \
                'list		List groups, entities and agencies' \
                'nominate		As operator, name an admin where there is none' \
                'show		Show organisations in full' \
                'tree		The map: groups, entities, units, and how many accounts' \
                'update		Change the name, type or claim policy of organisations, or the profile of agencies'
        case 'units'
            printf '%s\n' \
                'add-accounts		Add accounts to a unit' \
                'add-members		Add members to a unit' \
                'archive		Archive units without live accounts' \
                'create		Create a unit, with accounts and members' \
                'list		List business units' \
                'remove-accounts		Remove accounts from a unit' \
                'remove-members		Remove members from a unit' \
                'show		Show business units in full' \
                'update		Change the name, track or note of units'
        case 'funds'
            printf '%s\n' \
                'adjust		Adjust one book against the platform, with a reason' \
                'allocate		Allocate funds to accounts' \
                'bonus-grant		Grant bonus: a lot that is valid for some days' \
                'bonus-revoke		Revoke lots of bonus, or part of one' \
                'caps		Set beyond which amounts a second person applies what an organisation moves; without amounts: list them' \
                'caps-list		List caps, and what of today is used; the same as adctl funds caps without amounts' \
                'check		Check the ledger; silent when all is well' \
                'consume		Book what accounts consumed' \
                'consume-return		Give back what was consumed' \
                'credit-limit		Set the credit limit of holders' \
                'deposit-due		Say how much an agency is to deposit' \
                'deposit-pay		Pay a deposit out of cash of the agency' \
                'deposit-return		Return a deposit to cash of the agency' \
                'freeze		Freeze funds of a holder for an order' \
                'hold		Hold an amount for a payee, to be posted or voided' \
                'holds		List holds in every state, newest first' \
                'journal		The ledger as a journal of hledger or beancount' \
                'overview		What each holder has, by currency' \
                'post		Post holds: what is held goes to the payee' \
                'recharge		Record cash that came in from outside' \
                'reclaim		Take funds back from accounts' \
                'reconcile		Compare a statement of a bank or payment platform with the books' \
                'refund		Record cash that went out again (withdrawal)' \
                'repay		Repay what was used on credit' \
                'settlement		Show what receivers of splits got, by month' \
                'split		Split cash among receivers, by percent or fixed amounts' \
                'splits		List splits, newest first, with what was refunded' \
                'statement		What moved, with running balances' \
                'transfer		Transfer funds between holders, or between purses of one' \
                'unfreeze		Release what is frozen for an order, whole or in part' \
                'void		Void holds: what is held is the payer’s again' \
                'wallet-disable		Switch shared wallets off that are empty' \
                'wallet-enable		Let accounts spend the cash of their unit, group or entity' \
                'wallets		List shared wallets and what is in them'
        case 'members'
            printf '%s\n' \
                'can		Whether a member may do something, and why' \
                'create		Create a member' \
                'erase		Destroy what is kept of members as persons, for good' \
                'grant		Grant a role or flag to members' \
                'handover		Hand over all that a member has: roles, accounts, clients (when somebody leaves)' \
                'import		Create members from a file' \
                'list		List members' \
                'matrix		Which role may do what' \
                'remove		Remove members who have handed over what was theirs' \
                'revoke		Revoke a role or flag from members' \
                'show		Show members in full' \
                'update		Change the profile of members, or one’s own' \
                'verify		Record that members are verified'
        case 'requests'
            printf '%s\n' \
                'apply		Apply a plan of somebody else: all its rows, or none' \
                'approve		Approve requests: what they ask for is done' \
                'list		List requests in every state, newest first: your own, those you may decide, plans beyond caps you see' \
                'plan		Show what a plan would change, row by row' \
                'reject		Reject requests' \
                'show		Show requests in full' \
                'withdraw		Withdraw one\'s own requests'
        case 'clients'
            printf '%s\n' \
                'authorize		Ask that an agency may manage accounts, or have data of its clients' \
                'list		List authorisations between agencies and clients' \
                'terminate		End authorisations, with what hangs on them'
        case 'assets'
            printf '%s\n' \
                'access		Whether an account may use an asset, and why' \
                'create		Create assets of a unit or of an account' \
                'grant		Let another account use an account\'s assets' \
                'list		List assets of units and accounts' \
                'revoke		Take granted assets back from an account' \
                'show		Show assets in full'
        case 'qualifications'
            printf '%s\n' \
                'list		List qualifications of accounts' \
                'replace		Submit new qualifications in place of old ones' \
                'review		Approve or reject qualifications' \
                'submit		Submit qualifications of accounts for review'
        case 'views'
            printf '%s\n' \
                'list		List your saved views' \
                'remove		Remove saved views' \
                'save		Keep the options of a list under a name' \
                'show		Show a saved view'
        case 'batches'
            printf '%s\n' \
                'list		List batches, the newest first' \
                'results		What became of every row of a batch' \
                'resume		Go on with an interrupted batch' \
                'show		Show a batch' \
                'undo		Undo a batch; undoing an undo is a redo, but for money'
        case 'audit'
            printf '%s\n' \
                'list		The operation log, the newest first' \
                'verify		Verify that the log is whole'
        case 'state'
            printf '%s\n' \
                'backup		Copy the state into a file, whole and consistent' \
                'check		Check the state for damage; silent when all is well' \
                'compact		Drop row results that are kept no longer and give unused space back' \
                'info		What the state holds' \
                'key		Where the key of contact data is, and a new one' \
                'rebuild		Make indexes, search, tag look-ups and balances anew' \
                'restore		Put a backup in the place of the state' \
                'sweep		Write down what has ended by itself since'
        case 'rules'
            printf '%s\n' \
                'set		Change a rule of this state' \
                'show		Show the rules of this state'
        case 'tokens'
            printf '%s\n' \
                'create		Create tokens; each is shown once, and an undo ends it' \
                'list		List tokens: one’s own; the operator those of all' \
                'revoke		Revoke tokens, for good: no undo brings one back'
        case 'profile'
            printf '%s\n' \
                'add		Add a profile for a state file or a server' \
                'list		List profiles' \
                'remove		Remove a profile and its token; its state stays' \
                'set		Keep a setting in the profile' \
                'show		Show each setting and where it comes from' \
                'test		Test config, state, key and disk, or the server and the token for it' \
                'use		Make a profile the current one'
        case 'login'
            printf '%s\n' \
                '--with-token	-	read the token from standard input' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'logout'
            printf '%s\n' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'whoami'
            printf '%s\n' \
                '--rights	-	every right there is, and the role that gives it' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'serve'
            printf '%s\n' \
                '--listen	?	where; port 0: any that is free (default 127.0.0.1:7420)' \
                '--tls-cert	file	certificate with its chain, PEM' \
                '--tls-key	file	its key, PEM' \
                '--insecure-behind-proxy	-	a proxy in front of it does TLS and sets X-Forwarded-For' \
                '--rate	?	calls per second of one token, over a longer time; default 100' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'undo'
            printf '%s\n' \
                '1	@batch	' \
                '--last	-	my last batch; asks first' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'demo'
            printf '%s\n' \
                '--accounts	?	how many accounts, up to 1000000 (default 20000)' \
                '--seed	?	the same seed gives the same data (default 1)' \
                '--force	-	make it anew where one is' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'completion'
            printf '%s\n' \
                '1	=bash zsh fish	' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'help'
            printf '%s\n' \
                '*	=errors exit-codes environment filters formats bulk money permissions deploy accounts orgs units funds members requests clients assets qualifications views batches audit state rules tokens profile login logout whoami serve undo demo completion help	' \
                '--man	-	print the manual page adctl(1), for man -l' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts assign'
            printf '%s\n' \
                '*	@account	' \
                '--to	@member	who becomes the manager' \
                '--take-over	-	also where another member is the manager' \
                '--system	=workbench delivery service	in which system the relation holds (default workbench)' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts bind'
            printf '%s\n' \
                '*	@account	' \
                '--to	@,member	to whom; repeatable, or a,b' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts budget'
            printf '%s\n' \
                '*	@account	' \
                '--amount	?	per day in the account\'s currency, or unlimited' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts claim'
            printf '%s\n' \
                '*	@account	' \
                '--take-over	-	also from another manager, where you may assign' \
                '--system	=workbench delivery service	in which system the relation holds (default workbench)' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts close'
            printf '%s\n' \
                '*	@account	' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts create'
            printf '%s\n' \
                '*	?	' \
                '--platform	?	where an id is not unique' \
                '--kind	=direct sub_client	direct or sub_client' \
                '--name	?	name, needed for a new account' \
                '--login	?	login' \
                '--pid	?	pid' \
                '--email	?	e-mail' \
                '--entity	@entity	entity' \
                '--entity-name	?	entity name' \
                '--agency	@agency	agency' \
                '--unit	@unit	unit' \
                '--unit-name	?	unit name' \
                '--manager	@member	manager' \
                '--industry	?	industry' \
                '--status	=active suspended pending_review closed	status' \
                '--daily-budget	?	amount per day, or unlimited' \
                '--currency	?	ISO 4217, default CNY' \
                '--time-zone	?	IANA zone, default Asia/Shanghai' \
                '--tags	@,tag	tags of this row' \
                '--note	?	note' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts diff'
            printf '%s\n' \
                '--fields	=,id platform kind name login pid email entity entity_name agency unit unit_name manager industry status daily_budget currency time_zone tags note	compare these only; else every column of the file' \
                '--only	=differs only_in_file only_here invalid	only differences of this kind (several: a,b, or repeated)' \
                '--where	?	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--status	?	only this status (several: a,b, or repeated)' \
                '--entity	@entity	only this entity (several: a,b, or repeated)' \
                '--unit	@unit	only this unit (several: a,b, or repeated)' \
                '--manager	@member	only this manager (several: a,b, or repeated)' \
                '--platform	@platform	only this platform (several: a,b, or repeated)' \
                '--tag	@tag	only this tag (several: a,b, or repeated)' \
                '--mine	-	only accounts with a relation to me' \
                '--other	-	mine, though I am not in their entity' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '--columns	=,help difference row account field file here code	which columns, or +a,-b; help lists them'
        case 'accounts import'
            printf '%s\n' \
                '*	@account	' \
                '--only	=create update	only new accounts, or only existing ones' \
                '--clear	=,id platform kind name login pid email entity entity_name agency unit unit_name manager industry status daily_budget currency time_zone tags note	columns in which an empty cell clears' \
                '--move	-	take accounts from other units' \
                '--platform	?	for rows without one' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts list'
            printf '%s\n' \
                '--where	@where-account	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,platform id kind name login pid email entity entity_name agency agency_name unit unit_name manager manager_name collaborators self_run bound industry status daily_budget balance available usable currency time_zone tags note created	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--status	=,active suspended pending_review closed	only this status (several: a,b, or repeated)' \
                '--entity	@,entity	only this entity (several: a,b, or repeated)' \
                '--unit	@,unit	only this unit (several: a,b, or repeated)' \
                '--manager	@,member	only this manager (several: a,b, or repeated)' \
                '--platform	@,platform	only this platform (several: a,b, or repeated)' \
                '--tag	@tag	only this tag (several: a,b, or repeated)' \
                '--agency	@,agency	only this agency (several: a,b, or repeated)' \
                '--industry	?	only this industry (several: a,b, or repeated)' \
                '--kind	=,direct sub_client	only this kind (several: a,b, or repeated)' \
                '--currency	?	only this currency (several: a,b, or repeated)' \
                '--mine	-	only accounts with a relation to me' \
                '--other	-	mine, though I am not in their entity' \
                '--view	@view-accounts	the options kept under this name' \
                '--columns	=,help platform id kind name login pid email entity entity_name agency agency_name unit unit_name manager manager_name collaborators self_run bound industry status daily_budget balance available usable currency time_zone tags note created	which columns, or +a,-b; help lists them'
        case 'accounts note'
            printf '%s\n' \
                '*	@account	' \
                '--text	?	the note; \'\' clears it' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts open'
            printf '%s\n' \
                '*	@opened	' \
                '--page	=home delivery data qualification	which page of the account; home unless given' \
                '--list	-	the marketing products, and what each is for' \
                '--browser	-	open it in the browser too (on a terminal)' \
                '--columns	=,help url platform id page product name purpose	which columns, or +a,-b; help lists them'
        case 'accounts release'
            printf '%s\n' \
                '*	@account	' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts resume'
            printf '%s\n' \
                '*	@account	' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts share'
            printf '%s\n' \
                '*	@account	' \
                '--with	@,member	with whom; repeatable, or a,b' \
                '--relation	=collaborator self_run	as what (default collaborator)' \
                '--system	=workbench delivery service	in which system the relation holds (default workbench)' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts show'
            printf '%s\n' \
                '*	@account	' \
                '--columns	=,help platform id kind name login pid email entity entity_name agency agency_name unit unit_name manager manager_name collaborators self_run bound industry status daily_budget balance available usable currency time_zone tags note created	which columns, or +a,-b; help lists them'
        case 'accounts suspend'
            printf '%s\n' \
                '*	@account	' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts tag'
            printf '%s\n' \
                '*	@account	' \
                '--tag	@,tag	tag, repeatable' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts unassign'
            printf '%s\n' \
                '*	@account	' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts unbind'
            printf '%s\n' \
                '*	@account	' \
                '--to	@,member	to whom no longer; repeatable, or a,b' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts unshare'
            printf '%s\n' \
                '*	@account	' \
                '--with	@,member	with whom no longer; repeatable, or a,b' \
                '--relation	=collaborator self_run	only this one; both if not given' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts untag'
            printf '%s\n' \
                '*	@account	' \
                '--tag	@,tag	tag, repeatable' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'accounts update'
            printf '%s\n' \
                '*	@account	' \
                '--name	?	the new name' \
                '--kind	=direct sub_client	direct or sub_client' \
                '--login	?	login' \
                '--pid	?	pid' \
                '--email	?	e-mail' \
                '--entity	@entity	the entity it belongs to from now on' \
                '--industry	?	industry' \
                '--daily-budget	?	amount per day, or unlimited' \
                '--currency	?	ISO 4217; with a budget in it, where there is one' \
                '--time-zone	?	IANA zone' \
                '--clear	=,id platform kind name login pid email entity entity_name agency unit unit_name manager industry status daily_budget currency time_zone tags note	fields to empty where the row has no value' \
                '--move	-	take accounts from other units' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'assets access'
            printf '%s\n' \
                '1	@account	' \
                '*	?	' \
                '--explain	-	say why in words' \
                '--columns	=,help account asset allowed by why	which columns, or +a,-b; help lists them'
        case 'assets create'
            printf '%s\n' \
                '*	?	' \
                '--kind	=product creative landing_page audience conversion	what it is' \
                '--unit	@unit	the unit whose accounts use it' \
                '--account	@account	the account whose it is' \
                '--external-id	?	its id where it comes from' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'assets grant'
            printf '%s\n' \
                '*	?	' \
                '--to	@account	which account may use them' \
                '--where	@where-asset	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-assets	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'assets list'
            printf '%s\n' \
                '--where	@where-asset	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,id kind name unit unit_name account account_name granted_to external_id status created	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--kind	=,product creative landing_page audience conversion	only this kind (several: a,b, or repeated)' \
                '--unit	@,unit	only this unit (several: a,b, or repeated)' \
                '--status	=,active archived	only this status (several: a,b, or repeated)' \
                '--usable-by	@account	only what this account may use: its own, of its unit, granted to it' \
                '--view	@view-assets	the options kept under this name' \
                '--columns	=,help id kind name unit unit_name account account_name granted_to external_id status created	which columns, or +a,-b; help lists them'
        case 'assets revoke'
            printf '%s\n' \
                '*	?	' \
                '--of	@account	which account loses them' \
                '--where	@where-asset	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-assets	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'assets show'
            printf '%s\n' \
                '*	?	' \
                '--columns	=,help id kind name unit unit_name account account_name granted_to external_id status created	which columns, or +a,-b; help lists them'
        case 'audit list'
            printf '%s\n' \
                '--where	@where-entry	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,seq n time actor identity operation kind target row before after batch origin reason	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--operation	=,accounts.assign accounts.bind accounts.budget accounts.claim accounts.close accounts.create accounts.diff accounts.import accounts.list accounts.note accounts.open accounts.release accounts.resume accounts.share accounts.show accounts.suspend accounts.tag accounts.unassign accounts.unbind accounts.unshare accounts.untag accounts.update assets.access assets.create assets.grant assets.list assets.revoke assets.show audit.list audit.verify batches.list batches.results batches.resume batches.show batches.undo clients.authorize clients.list clients.terminate funds.adjust funds.allocate funds.bonus-grant funds.bonus-revoke funds.caps funds.caps-list funds.check funds.consume funds.consume-return funds.credit-limit funds.deposit-due funds.deposit-pay funds.deposit-return funds.freeze funds.hold funds.holds funds.journal funds.overview funds.post funds.recharge funds.reclaim funds.reconcile funds.refund funds.repay funds.settlement funds.split funds.splits funds.statement funds.transfer funds.unfreeze funds.void funds.wallet-disable funds.wallet-enable funds.wallets members.can members.create members.erase members.grant members.handover members.import members.list members.matrix members.remove members.revoke members.show members.update members.verify orgs.archive orgs.attach orgs.create orgs.detach orgs.import orgs.join orgs.list orgs.nominate orgs.show orgs.tree orgs.update qualifications.list qualifications.replace qualifications.review qualifications.submit requests.apply requests.approve requests.list requests.plan requests.reject requests.show requests.withdraw rules.set rules.show state.backup state.check state.compact state.info state.key state.rebuild state.restore state.sweep tokens.create tokens.list tokens.revoke units.add-accounts units.add-members units.archive units.create units.list units.remove-accounts units.remove-members units.show units.update views.list views.remove views.save views.show	only this operation (several: a,b, or repeated)' \
                '--kind	?	only this record (several: a,b, or repeated)' \
                '--target	?	only this target (several: a,b, or repeated)' \
                '--actor	@,member	only this actor (several: a,b, or repeated)' \
                '--batch	@,batch	only this batch (several: a,b, or repeated)' \
                '--since	?	since this day or minute' \
                '--until	?	until this day or minute' \
                '--mine	-	only what I did' \
                '--view	@view-audit	the options kept under this name' \
                '--columns	=,help seq n time actor identity operation kind target row before after batch origin reason	which columns, or +a,-b; help lists them'
        case 'audit verify'
            printf '%s\n' \
                '--head	?	a head noted before: it must be in the chain' \
                '--columns	=,help head transactions entries findings	which columns, or +a,-b; help lists them'
        case 'batches list'
            printf '%s\n' \
                '--where	@where-batch	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,id operation actor state started resumed ended due_at rows ok failed counts options source keep undoes reason head	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--state	=,running interrupted done undone partly_undone redone	only this state (several: a,b, or repeated)' \
                '--operation	=,accounts.assign accounts.bind accounts.budget accounts.claim accounts.close accounts.create accounts.diff accounts.import accounts.list accounts.note accounts.open accounts.release accounts.resume accounts.share accounts.show accounts.suspend accounts.tag accounts.unassign accounts.unbind accounts.unshare accounts.untag accounts.update assets.access assets.create assets.grant assets.list assets.revoke assets.show audit.list audit.verify batches.list batches.results batches.resume batches.show batches.undo clients.authorize clients.list clients.terminate funds.adjust funds.allocate funds.bonus-grant funds.bonus-revoke funds.caps funds.caps-list funds.check funds.consume funds.consume-return funds.credit-limit funds.deposit-due funds.deposit-pay funds.deposit-return funds.freeze funds.hold funds.holds funds.journal funds.overview funds.post funds.recharge funds.reclaim funds.reconcile funds.refund funds.repay funds.settlement funds.split funds.splits funds.statement funds.transfer funds.unfreeze funds.void funds.wallet-disable funds.wallet-enable funds.wallets members.can members.create members.erase members.grant members.handover members.import members.list members.matrix members.remove members.revoke members.show members.update members.verify orgs.archive orgs.attach orgs.create orgs.detach orgs.import orgs.join orgs.list orgs.nominate orgs.show orgs.tree orgs.update qualifications.list qualifications.replace qualifications.review qualifications.submit requests.apply requests.approve requests.list requests.plan requests.reject requests.show requests.withdraw rules.set rules.show state.backup state.check state.compact state.info state.key state.rebuild state.restore state.sweep tokens.create tokens.list tokens.revoke units.add-accounts units.add-members units.archive units.create units.list units.remove-accounts units.remove-members units.show units.update views.list views.remove views.save views.show	only this operation (several: a,b, or repeated)' \
                '--actor	@,member	only this actor (several: a,b, or repeated)' \
                '--since	?	since this day or minute' \
                '--until	?	until this day or minute' \
                '--mine	-	only what I ran' \
                '--view	@view-batches	the options kept under this name' \
                '--columns	=,help id operation actor state started resumed ended due_at rows ok failed counts options source keep undoes reason head	which columns, or +a,-b; help lists them'
        case 'batches results'
            printf '%s\n' \
                '1	@batch	' \
                '--status	=ok unchanged pending conflict forbidden not_found invalid rolled_back not_run unknown	only rows of this status' \
                '--limit	?	at most this many' \
                '--columns	=,help row reference target status code reason id before after	which columns, or +a,-b; help lists them'
        case 'batches resume'
            printf '%s\n' \
                '1	@batch	' \
                '--results	file	write every row of the batch and what became of it' \
                '--failed	file	write the rows that fail, as they came in' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'batches show'
            printf '%s\n' \
                '1	@batch	' \
                '--columns	=,help id operation actor state started resumed ended due_at rows ok failed counts options source keep undoes reason head	which columns, or +a,-b; help lists them'
        case 'batches undo'
            printf '%s\n' \
                '1	@batch	' \
                '--last	-	my last batch; asks first' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'clients authorize'
            printf '%s\n' \
                '*	@account	' \
                '--agency	@agency	which agency: id, licence or name of it or of its entity' \
                '--data	=leads audience conversion	of a client: what of its data besides' \
                '--until	?	its last day; without: until it is terminated' \
                '--note	?	what the other side reads' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'clients list'
            printf '%s\n' \
                '--where	@where-authorisation	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,id account account_name entity entity_name pid email agency agency_name data state until ended reason source created due_at	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--agency	@,agency	only this agency (several: a,b, or repeated)' \
                '--entity	@,entity	only this entity (several: a,b, or repeated)' \
                '--state	=,pending active rejected withdrawn lapsed terminated expired	only this state (several: a,b, or repeated)' \
                '--data	=,leads audience conversion	only this data (several: a,b, or repeated)' \
                '--view	@view-clients	the options kept under this name' \
                '--columns	=,help id account account_name entity entity_name pid email agency agency_name data state until ended reason source created due_at	which columns, or +a,-b; help lists them'
        case 'clients terminate'
            printf '%s\n' \
                '*	@account	' \
                '--agency	@agency	which agency: id, licence or name of it or of its entity' \
                '--data	=leads audience conversion	end the authorisation of this data alone; without: the client, with all its data' \
                '--where	@where-authorisation	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-clients	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds adjust'
            printf '%s\n' \
                '*	@holder	' \
                '--kind	=cash credit owed deposit overdraft	which book; default cash' \
                '--add	?	so much more of it; of owed and overdraft, so much more is owed' \
                '--take	?	so much less of it; of owed and overdraft, so much less is owed' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds allocate'
            printf '%s\n' \
                '*	@account	' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--kind	=cash credit bonus traffic_bonus	kind of funds; default cash' \
                '--cash	?	amount of cash, beside other kinds' \
                '--credit	?	amount of credit, beside other kinds' \
                '--bonus	?	amount of bonus, beside other kinds' \
                '--traffic-bonus	?	amount of traffic bonus, beside other kinds' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--payer	@holder	whose money it is; default: the organisation acted for' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds bonus-grant'
            printf '%s\n' \
                '*	@holder	' \
                '--kind	=bonus traffic_bonus	bonus or traffic_bonus' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--valid-from	?	its first day; default today, where the holder is' \
                '--valid-to	?	its last day, where the holder is' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds bonus-revoke'
            printf '%s\n' \
                '*	?	' \
                '--holder	@holder	whose part of it, where several have one' \
                '--amount	?	how much of it; default: what is left' \
                '--note	?	what the statement says of it' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds caps'
            printf '%s\n' \
                '*	@org	' \
                '--per-movement	?	most in one movement, or none' \
                '--per-day	?	most in a day, or none' \
                '--per-batch	?	most rows in a batch, or none' \
                '--currency	?	of which they are; others stay without, until set too; default CNY' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--where	@where-caps	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,org org_name currency per_movement per_day per_batch used_today left_today	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--view	@view-funds	the options kept under this name' \
                '--columns	=,help org org_name currency per_movement per_day per_batch used_today left_today	which columns, or +a,-b; help lists them'
        case 'funds caps-list'
            printf '%s\n' \
                '*	@org	' \
                '--currency	?	only this currency (several: a,b, or repeated)' \
                '--where	@where-caps	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,org org_name currency per_movement per_day per_batch used_today left_today	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--view	@view-funds	the options kept under this name' \
                '--columns	=,help org org_name currency per_movement per_day per_batch used_today left_today	which columns, or +a,-b; help lists them'
        case 'funds check'
            printf '%s\n' \
                '--warn	-	also what is worth a look: overdrafts, days with two sources' \
                '--columns	=,help code transaction book details	which columns, or +a,-b; help lists them'
        case 'funds consume'
            printf '%s\n' \
                '*	@account	' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--day	?	the account\'s own day, as 2026-03-05' \
                '--type	?	omni, search, brand, app, outdoor, with /rtb or /gd; any other word is kept, in lower case' \
                '--product	?	what was advertised' \
                '--order	?	what is frozen for it pays first' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--source	?	whose file it is: amounts are what was consumed in all' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds consume-return'
            printf '%s\n' \
                '*	@account	' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--day	?	the account\'s own day, as 2026-03-05' \
                '--type	?	omni, search, brand, app, outdoor, with /rtb or /gd; any other word is kept, in lower case' \
                '--product	?	what was advertised' \
                '--order	?	what is frozen for it pays first' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--source	?	whose file it was booked from; none: by hand' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds credit-limit'
            printf '%s\n' \
                '*	@holder	' \
                '--amount	?	the new limit: unused credit and what is owed together' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds deposit-due'
            printf '%s\n' \
                '*	@holder-agency	' \
                '--amount	?	how much is to be deposited in all' \
                '--currency	?	default: the account\'s, else CNY' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds deposit-pay'
            printf '%s\n' \
                '*	@holder-agency	' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds deposit-return'
            printf '%s\n' \
                '*	@holder-agency	' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds freeze'
            printf '%s\n' \
                '*	@holder	' \
                '--order	?	id of the order, as the platform writes it' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--kind	=cash credit bonus traffic_bonus	kind of funds; default cash' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds hold'
            printf '%s\n' \
                '--payer	@holder	account, or agency:ID, entity:ID, unit:ID, group:ID' \
                '--payee	@holder	account, or agency:ID, entity:ID, unit:ID, group:ID' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--kind	=cash credit bonus traffic_bonus	kind of funds; default cash' \
                '--expires	?	its last day, where the payer is; default: adctl rules show hold_days' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds holds'
            printf '%s\n' \
                '--where	@where-hold	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,id payer payee currency purse kind amount posted state expires created ended due_at payer_id payee_id reference	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--payer	@,holder	only of this payer: an account, or agency:ID, … (several: a,b, or repeated)' \
                '--payee	@,holder	only of this payee: an account, or agency:ID, … (several: a,b, or repeated)' \
                '--state	=,open posted voided expired	only this state (several: a,b, or repeated)' \
                '--view	@view-funds	the options kept under this name' \
                '--columns	=,help id payer payee currency purse kind amount posted state expires created ended due_at payer_id payee_id reference	which columns, or +a,-b; help lists them'
        case 'funds journal'
            printf '%s\n' \
                '--dialect	=hledger beancount	for which program (default hledger)' \
                '--range	?	today, yesterday, last7, last30, last90, last180, this-month, last-month, FROM..TO; of the days that the journal writes, those of Asia/Shanghai, whatever --tz is' \
                '--columns	=,help text	which columns, or +a,-b; help lists them'
        case 'funds overview'
            printf '%s\n' \
                '*	@holder	' \
                '--by	=purse order	each purse apart, with what is usable of it; or what is frozen, by order and hold' \
                '--kind	?	only this kind of holder (several: a,b, or repeated)' \
                '--agency	@,agency	only clients of this agency (several: a,b, or repeated)' \
                '--currency	?	only this currency (several: a,b, or repeated)' \
                '--account	?	only these accounts (several: a,b, or repeated)' \
                '--pid	?	only accounts with this pid (several: a,b, or repeated)' \
                '--where	@where-funds	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,holder holder_kind name pid currency total available frozen cash external_cash bonus traffic_bonus credit frozen_credit owed overdraft usable deposit_due deposit agency	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--view	@view-funds	the options kept under this name' \
                '--manifest	?	write rows, sums per currency, sha256 and as-of of the export to a file' \
                '--columns	=,help holder holder_kind name pid currency total available frozen cash external_cash bonus traffic_bonus credit frozen_credit owed overdraft usable deposit_due deposit agency	which columns, or +a,-b; help lists them'
        case 'funds post'
            printf '%s\n' \
                '*	@hold	' \
                '--amount	?	how much of it; the rest is the payer’s again. Default: all' \
                '--note	?	what the statement says of it' \
                '--where	@where-hold	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-funds	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds recharge'
            printf '%s\n' \
                '*	@holder	' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds reclaim'
            printf '%s\n' \
                '*	@account	' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--kind	=cash credit bonus traffic_bonus	kind of funds; default cash' \
                '--cash	?	amount of cash, beside other kinds' \
                '--credit	?	amount of credit, beside other kinds' \
                '--bonus	?	amount of bonus, beside other kinds' \
                '--traffic-bonus	?	amount of traffic bonus, beside other kinds' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--payee	@holder	who gets it; default: the organisation acted for' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds reconcile'
            printf '%s\n' \
                '1	file	' \
                '--holder	@holder	whose cash the file is compared with: an account, or agency:ID, …' \
                '--source	?	alipay, wechat, a bank: else the header says it' \
                '--window	?	how many days both sides may lie apart where no reference joins them (default 3d)' \
                '--movements	=,recharge refund allocate reclaim transfer credit_limit repay bonus_grant bonus_revoke expire deposit_pay deposit_return freeze unfreeze hold post void hold_expire consume consume_return split split_refund adjust reversal	which of ours the file must have; default: what comes from outside and goes there' \
                '--opposite	-	the file is of whoever pays the holder: out there is in here' \
                '--days	=ymd dmy mdy	where the file does not show it' \
                '--currency	?	where the file does not say it' \
                '--all	-	also what is matched, and by what' \
                '--keep	?	keep the outcome under this name' \
                '--kept	-	list what was kept' \
                '--show	?	show again what was kept, by id or name' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--columns	=,help difference row day amount direction booked_day booked currency reference counterparty movement transaction by code reason	which columns, or +a,-b; help lists them'
        case 'funds refund'
            printf '%s\n' \
                '*	@holder	' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds repay'
            printf '%s\n' \
                '*	@holder	' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--payer	@holder	whose money it is; default: the organisation acted for' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds settlement'
            printf '%s\n' \
                '--where	@where-settlement	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,month holder payer currency splits paid returned net	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--receiver	@holder	only this receiver' \
                '--payer	@,holder	only this payer (several: a,b, or repeated)' \
                '--month	?	only this month (several: a,b, or repeated)' \
                '--view	@view-funds	the options kept under this name' \
                '--columns	=,help month holder payer currency splits paid returned net	which columns, or +a,-b; help lists them'
        case 'funds split'
            printf '%s\n' \
                '*	@holder	' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--to	?	HOLDER=33.3333% or HOLDER=10.00; NAME=40% with NAME/HOLDER=50% for a split of its own, repeatable' \
                '--rule	file	file with one such share a line' \
                '--refund	@split	takes the amount back of this split' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds splits'
            printf '%s\n' \
                '--where	@where-split	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,id payer currency purse amount refunded rule created reference	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--payer	@,holder	only this payer (several: a,b, or repeated)' \
                '--view	@view-funds	the options kept under this name' \
                '--columns	=,help id payer currency purse amount refunded rule created reference	which columns, or +a,-b; help lists them'
        case 'funds statement'
            printf '%s\n' \
                '1	@holder	' \
                '--type	=allocation recharge refund bonus consumption freeze postpaid	what it is about' \
                '--by	=day month	of consumption: by day (default) or by whole month' \
                '--range	?	today, yesterday, last7, last30, last90, last180, this-month, last-month, FROM..TO' \
                '--account	?	only these accounts (several: a,b, or repeated)' \
                '--pid	?	only accounts with this pid (several: a,b, or repeated)' \
                '--where	@where-statement	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,line transaction time movement holder name pid counterparty counterparty_name purse currency cash credit bonus traffic_bonus deposit owed overdraft frozen cleared available_after cash_after credit_after bonus_after traffic_bonus_after deposit_after owed_after overdraft_after frozen_after day type product order_id hold frozen_now source reference mark reverses note	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--view	@view-funds	the options kept under this name' \
                '--manifest	?	write rows, sums per currency, sha256 and as-of of the export to a file' \
                '--since	?	only what is new or restated since the export with this manifest' \
                '--columns	=,help line transaction time movement holder name pid counterparty counterparty_name purse currency cash credit bonus traffic_bonus deposit owed overdraft frozen cleared available_after cash_after credit_after bonus_after traffic_bonus_after deposit_after owed_after overdraft_after frozen_after day type product order_id hold frozen_now source reference mark reverses note	which columns, or +a,-b; help lists them'
        case 'funds transfer'
            printf '%s\n' \
                '--payer	@holder	account, or agency:ID, entity:ID, unit:ID, group:ID' \
                '--payee	@holder	account, or agency:ID, entity:ID, unit:ID, group:ID' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--kind	=cash credit bonus traffic_bonus	kind of funds; default cash' \
                '--cash	?	amount of cash, beside other kinds' \
                '--credit	?	amount of credit, beside other kinds' \
                '--bonus	?	amount of bonus, beside other kinds' \
                '--traffic-bonus	?	amount of traffic bonus, beside other kinds' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--to-purse	=general external	which purse it goes into; default the same' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds unfreeze'
            printf '%s\n' \
                '*	@holder	' \
                '--order	?	id of the order, as the platform writes it' \
                '--amount	?	a plain decimal, as 1234.50' \
                '--kind	=cash credit bonus traffic_bonus	kind of funds; default cash' \
                '--purse	=general external	which purse; default general' \
                '--currency	?	default: the account\'s, else CNY' \
                '--note	?	what the statement says of it' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds void'
            printf '%s\n' \
                '*	@hold	' \
                '--note	?	what the statement says of it' \
                '--where	@where-hold	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-funds	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds wallet-disable'
            printf '%s\n' \
                '*	@holder-wallet	' \
                '--currency	?	its currency; default CNY' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds wallet-enable'
            printf '%s\n' \
                '*	@holder-wallet	' \
                '--currency	?	its currency; default CNY' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'funds wallets'
            printf '%s\n' \
                '--where	@where-wallet	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,holder currency state general external created	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--holder	@,holder	only this holder (several: a,b, or repeated)' \
                '--currency	?	only this currency (several: a,b, or repeated)' \
                '--state	=,enabled disabled	only this state (several: a,b, or repeated)' \
                '--view	@view-funds	the options kept under this name' \
                '--columns	=,help holder currency state general external created	which columns, or +a,-b; help lists them'
        case 'members can'
            printf '%s\n' \
                '1	@member	' \
                '2	=accounts.assign accounts.bind accounts.budget accounts.claim accounts.close accounts.create accounts.diff accounts.import accounts.list accounts.note accounts.open accounts.release accounts.resume accounts.share accounts.show accounts.suspend accounts.tag accounts.unassign accounts.unbind accounts.unshare accounts.untag accounts.update assets.access assets.create assets.grant assets.list assets.revoke assets.show audit.list audit.verify batches.list batches.results batches.resume batches.show batches.undo clients.authorize clients.list clients.terminate funds.adjust funds.allocate funds.bonus-grant funds.bonus-revoke funds.caps funds.caps-list funds.check funds.consume funds.consume-return funds.credit-limit funds.deposit-due funds.deposit-pay funds.deposit-return funds.freeze funds.hold funds.holds funds.journal funds.overview funds.post funds.recharge funds.reclaim funds.reconcile funds.refund funds.repay funds.settlement funds.split funds.splits funds.statement funds.transfer funds.unfreeze funds.void funds.wallet-disable funds.wallet-enable funds.wallets members.can members.create members.erase members.grant members.handover members.import members.list members.matrix members.remove members.revoke members.show members.update members.verify orgs.archive orgs.attach orgs.create orgs.detach orgs.import orgs.join orgs.list orgs.nominate orgs.show orgs.tree orgs.update qualifications.list qualifications.replace qualifications.review qualifications.submit requests.apply requests.approve requests.list requests.plan requests.reject requests.show requests.withdraw rules.set rules.show state.backup state.check state.compact state.info state.key state.rebuild state.restore state.sweep tokens.create tokens.list tokens.revoke units.add-accounts units.add-members units.archive units.create units.list units.remove-accounts units.remove-members units.show units.update views.list views.remove views.save views.show	' \
                '*	@target	' \
                '--columns	=,help login operation target allowed by code why right roles	which columns, or +a,-b; help lists them'
        case 'members create'
            printf '%s\n' \
                '*	?	' \
                '--name	?	name' \
                '--phone	?	phone' \
                '--email	?	e-mail' \
                '--wechat	?	WeChat' \
                '--id-number	?	id number' \
                '--verified	?	verified, and by which method' \
                '--role	=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv	role to grant at once' \
                '--org	@place	where the role is held' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'members erase'
            printf '%s\n' \
                '*	@member	' \
                '--where	@where-member	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-members	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'members grant'
            printf '%s\n' \
                '*	@member	' \
                '--role	=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv	letters or long name of a role (eA or entity_admin); adctl help permissions lists them' \
                '--flag	=lead_admin ticket_handler ticket_dispatcher pii_viewer auditor	flag instead of a role' \
                '--org	@place	where it is held' \
                '--hand-over	-	hand over a principal role; its holder stays as admin' \
                '--where	@where-member	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-members	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'members handover'
            printf '%s\n' \
                '1	@member	' \
                '--to	@,member	who follows; several share accounts and clients out in turn, as far as each may have them, and each gets the roles; repeatable, or a,b' \
                '--only	?	only some of it: roles, accounts, clients, shared' \
                '--remove	-	then remove the member, if nothing is left' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'members import'
            printf '%s\n' \
                '*	@member	' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'members list'
            printf '%s\n' \
                '--where	@where-member	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,login name phone email wechat id_number verified verified_method roles managed collaborated self_run bound units status created	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--status	=,active removed erased	only this status (several: a,b, or repeated)' \
                '--role	=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv	only who holds this role or flag (several: a,b, or repeated)' \
                '--org	@place	only who holds a role there' \
                '--verified	-	only verified members' \
                '--unverified	-	only unverified members' \
                '--reveal	-	contact data in clear, where you may; each is logged' \
                '--view	@view-members	the options kept under this name' \
                '--columns	=,help login name phone email wechat id_number verified verified_method roles managed collaborated self_run bound units status created	which columns, or +a,-b; help lists them'
        case 'members matrix'
            printf '%s\n' \
                '--role	=,op gP gA eP eA eC eU uA uC aM aA aE aD aC cv	only what these roles or flags may do' \
                '--operation	=,accounts.assign accounts.bind accounts.budget accounts.claim accounts.close accounts.create accounts.diff accounts.import accounts.list accounts.note accounts.open accounts.release accounts.resume accounts.share accounts.show accounts.suspend accounts.tag accounts.unassign accounts.unbind accounts.unshare accounts.untag accounts.update assets.access assets.create assets.grant assets.list assets.revoke assets.show audit.list audit.verify batches.list batches.results batches.resume batches.show batches.undo clients.authorize clients.list clients.terminate funds.adjust funds.allocate funds.bonus-grant funds.bonus-revoke funds.caps funds.caps-list funds.check funds.consume funds.consume-return funds.credit-limit funds.deposit-due funds.deposit-pay funds.deposit-return funds.freeze funds.hold funds.holds funds.journal funds.overview funds.post funds.recharge funds.reclaim funds.reconcile funds.refund funds.repay funds.settlement funds.split funds.splits funds.statement funds.transfer funds.unfreeze funds.void funds.wallet-disable funds.wallet-enable funds.wallets members.can members.create members.erase members.grant members.handover members.import members.list members.matrix members.remove members.revoke members.show members.update members.verify orgs.archive orgs.attach orgs.create orgs.detach orgs.import orgs.join orgs.list orgs.nominate orgs.show orgs.tree orgs.update qualifications.list qualifications.replace qualifications.review qualifications.submit requests.apply requests.approve requests.list requests.plan requests.reject requests.show requests.withdraw rules.set rules.show state.backup state.check state.compact state.info state.key state.rebuild state.restore state.sweep tokens.create tokens.list tokens.revoke units.add-accounts units.add-members units.archive units.create units.list units.remove-accounts units.remove-members units.show units.update views.list views.remove views.save views.show	only the rights of this operation' \
                '--columns	=,help right meaning op gP gA eP eA eC eU uA uC aM aA aE aD aC cv lead_admin ticket_handler ticket_dispatcher pii_viewer auditor member operations	which columns, or +a,-b; help lists them'
        case 'members remove'
            printf '%s\n' \
                '*	@member	' \
                '--where	@where-member	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-members	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'members revoke'
            printf '%s\n' \
                '*	@member	' \
                '--role	=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv	letters or long name of a role (eA or entity_admin); adctl help permissions lists them' \
                '--flag	=lead_admin ticket_handler ticket_dispatcher pii_viewer auditor	flag instead of a role' \
                '--org	@place	where it is held' \
                '--where	@where-member	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-members	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'members show'
            printf '%s\n' \
                '*	@member	' \
                '--reveal	-	contact data in clear, where you may; each is logged' \
                '--columns	=,help login name phone email wechat id_number verified verified_method roles managed collaborated self_run bound units status created	which columns, or +a,-b; help lists them'
        case 'members update'
            printf '%s\n' \
                '*	@member	' \
                '--name	?	name' \
                '--phone	?	phone' \
                '--email	?	e-mail' \
                '--wechat	?	WeChat' \
                '--id-number	?	id number' \
                '--clear	=,login name phone email wechat id_number	fields to empty where the row has no value' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'members verify'
            printf '%s\n' \
                '*	@member	' \
                '--method	?	how it was verified' \
                '--where	@where-member	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-members	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'orgs archive'
            printf '%s\n' \
                '*	@org	' \
                '--where	@where-org	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-orgs	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'orgs attach'
            printf '%s\n' \
                '*	@org	' \
                '--to	@group	which group' \
                '--where	@where-org	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-orgs	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'orgs create'
            printf '%s\n' \
                '*	?	' \
                '--kind	=group entity agency	group, entity or agency' \
                '--licence	?	unified social credit code or personal id number' \
                '--licence-kind	=business person	business or person; seen from the number if not given' \
                '--group	@group	group of the entity' \
                '--group-type	=policy customer	policy or customer' \
                '--entity	@,entity	entity of the agency; entities of the group, repeatable' \
                '--principal	@member	who becomes principal admin (operator only)' \
                '--id	?	an id of your own' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'orgs detach'
            printf '%s\n' \
                '*	@org	' \
                '--where	@where-org	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-orgs	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'orgs import'
            printf '%s\n' \
                '*	?	' \
                '--kind	=group entity agency	group, entity or agency' \
                '--group-type	=policy customer	policy or customer' \
                '--ignore-short-names	-	leave out the column of short names (short_name): it names no groups' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'orgs join'
            printf '%s\n' \
                '*	@org	' \
                '--note	?	for whoever decides' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'orgs list'
            printf '%s\n' \
                '--where	@where-org	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,id kind name group_type licence_kind licence personal_number parent parent_name claim_policy application_state certification certificate merchant_mark principal members accounts units spend balance status created	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--kind	=,group entity agency	only this kind (several: a,b, or repeated)' \
                '--status	=,active archived	only this status (several: a,b, or repeated)' \
                '--parent	@,group	only this parent (several: a,b, or repeated)' \
                '--group	@group	only entities of this group (several: a,b, or repeated)' \
                '--principal	@,member	only this principal admin (several: a,b, or repeated)' \
                '--mine	-	only where I hold a role myself' \
                '--reveal	-	contact data in clear, where you may; each is logged' \
                '--view	@view-orgs	the options kept under this name' \
                '--columns	=,help id kind name group_type licence_kind licence personal_number parent parent_name claim_policy application_state certification certificate merchant_mark principal members accounts units spend balance status created	which columns, or +a,-b; help lists them'
        case 'orgs nominate'
            printf '%s\n' \
                '*	@org	' \
                '--member	@member	who becomes admin' \
                '--role	=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv	default: the principal admin; of a unit uA' \
                '--unit	@unit	of this unit of the organisation' \
                '--new-unit	?	of a unit of this name, made with it' \
                '--where	@where-org	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-orgs	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'orgs show'
            printf '%s\n' \
                '*	@org	' \
                '--reveal	-	contact data in clear, where you may; each is logged' \
                '--columns	=,help id kind name group_type licence_kind licence personal_number parent parent_name claim_policy application_state certification certificate merchant_mark principal members accounts units spend balance status created	which columns, or +a,-b; help lists them'
        case 'orgs tree'
            printf '%s\n' \
                '1	@place	' \
                '--find	?	only places whose name, id or licence holds this, and what is above them' \
                '--depth	?	levels to open; what is below is counted' \
                '--columns	=,help id parent depth kind name accounts members below status	which columns, or +a,-b; help lists them'
        case 'orgs update'
            printf '%s\n' \
                '*	@org	' \
                '--name	?	new name' \
                '--group-type	=policy customer	policy or customer' \
                '--claim-policy	=auto approval	of an entity: claims of its accounts at once, or by an admin\'s approval' \
                '--application-state	=applied approved rejected	of an agency: how far its application is' \
                '--certification	?	of an agency: what it is certified as' \
                '--certificate	?	of an agency: number of its certificate' \
                '--merchant-mark	?	of an agency: the mark it is shown with' \
                '--where	@where-org	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-orgs	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'profile add'
            printf '%s\n' \
                '1	?	' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'profile list'
            printf '%s\n' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'profile remove'
            printf '%s\n' \
                '1	@profile	' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'profile set'
            printf '%s\n' \
                '1	=db url as as_org as_client lock lock_timeout format lang tz color no_input debug	' \
                '2	?	' \
                '--unset	-	forget the setting' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'profile show'
            printf '%s\n' \
                '1	@profile	' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'profile test'
            printf '%s\n' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'profile use'
            printf '%s\n' \
                '1	@profile	' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'qualifications list'
            printf '%s\n' \
                '--where	@where-qualification	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,id account account_name kind number valid_until state submitted_by submitted_by_name reviewed_by reviewed_by_name reviewed reason replaces replaces_name created due_at	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--state	=,submitted approved rejected expired replaced	only this state (several: a,b, or repeated)' \
                '--kind	?	only this kind (several: a,b, or repeated)' \
                '--expiring	-	approved ones that end soon (adctl rules show qualification_expiring_days)' \
                '--expired	-	only those that have ended' \
                '--view	@view-qualifications	the options kept under this name' \
                '--columns	=,help id account account_name kind number valid_until state submitted_by submitted_by_name reviewed_by reviewed_by_name reviewed reason replaces replaces_name created due_at	which columns, or +a,-b; help lists them'
        case 'qualifications replace'
            printf '%s\n' \
                '*	?	' \
                '--number	?	as it stands on the document' \
                '--valid-until	?	its last day; without: it does not end' \
                '--where	@where-qualification	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-qualifications	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'qualifications review'
            printf '%s\n' \
                '*	?	' \
                '--approve	-	they are in order' \
                '--reject	-	they are not; say why with --reason' \
                '--where	@where-qualification	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-qualifications	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'qualifications submit'
            printf '%s\n' \
                '*	@account	' \
                '--kind	?	what it is: a licence, a permit, a trade mark' \
                '--number	?	as it stands on the document' \
                '--valid-until	?	its last day; without: it does not end' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'requests apply'
            printf '%s\n' \
                '1	?	' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	idempotency key, kept as KEY:n of row n: what is booked under it is not booked again' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'requests approve'
            printf '%s\n' \
                '*	?	' \
                '--role	=op gP gA eP eA eC eU uA uC aM aA aE aD aC cv	of who joins: eC, eU or eA; default eC, eU for who is not verified' \
                '--where	@where-request	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-requests	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'requests list'
            printf '%s\n' \
                '--where	@where-request	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,id type state member member_name named org org_name entity entity_name account account_name authorisation authorisation_name data until side system batch plan note decided_by decided_by_name decided answer created due_at	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--type	=,join claim authorisation plan	only this type (several: a,b, or repeated)' \
                '--state	=,pending approved rejected withdrawn void lapsed applied drifted	only this state (several: a,b, or repeated)' \
                '--org	@,org	only this entity to join, or this agency of an authorisation; by whose account: --entity (several: a,b, or repeated)' \
                '--entity	@,entity	only this entity: to join, or whose accounts are claimed or authorised (several: a,b, or repeated)' \
                '--account	@,account	only this account (several: a,b, or repeated)' \
                '--member	@,member	only this asked by (several: a,b, or repeated)' \
                '--mine	-	only what I asked for' \
                '--to-decide	-	only others\' that wait for me to decide' \
                '--view	@view-requests	the options kept under this name' \
                '--columns	=,help id type state member member_name named org org_name entity entity_name account account_name authorisation authorisation_name data until side system batch plan note decided_by decided_by_name decided answer created due_at	which columns, or +a,-b; help lists them'
        case 'requests plan'
            printf '%s\n' \
                '1	?	' \
                '--columns	=,help row reference target before after	which columns, or +a,-b; help lists them'
        case 'requests reject'
            printf '%s\n' \
                '*	?	' \
                '--where	@where-request	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-requests	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'requests show'
            printf '%s\n' \
                '*	?	' \
                '--columns	=,help id type state member member_name named org org_name entity entity_name account account_name authorisation authorisation_name data until side system batch plan note decided_by decided_by_name decided answer created due_at	which columns, or +a,-b; help lists them'
        case 'requests withdraw'
            printf '%s\n' \
                '*	?	' \
                '--where	@where-request	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-requests	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'rules set'
            printf '%s\n' \
                '1	=batch_interrupted_seconds results_days authorisation_lapse_days plan_lapse_hours qualification_expiring_days hold_days	' \
                '*	?	' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'rules show'
            printf '%s\n' \
                '1	=batch_interrupted_seconds results_days authorisation_lapse_days plan_lapse_hours qualification_expiring_days hold_days	' \
                '--columns	=,help key value default least most	which columns, or +a,-b; help lists them'
        case 'state backup'
            printf '%s\n' \
                '1	file	' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'state check'
            printf '%s\n' \
                '--columns	=,help code details	which columns, or +a,-b; help lists them'
        case 'state compact'
            printf '%s\n' \
                '--dry-run	-	say what it would free' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'state info'
            printf '%s\n' \
                '--columns	=,help file id schema epoch created bytes engine head counts	which columns, or +a,-b; help lists them'
        case 'state key'
            printf '%s\n' \
                '--rotate	-	make a new key and seal everything under it' \
                '--dry-run	-	with --rotate: try every key, change nothing' \
                '--reason	?	why, for the log' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'state rebuild'
            printf '%s\n' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'state restore'
            printf '%s\n' \
                '1	file	' \
                '--dry-run	-	say what it would restore' \
                '--reason	?	why, for the log' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'state sweep'
            printf '%s\n' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'tokens create'
            printf '%s\n' \
                '*	?	' \
                '--member	@member	whose it is; without: one’s own' \
                '--expires	?	its last day, or never; without: 90 days from now' \
                '--read-only	-	it changes nothing' \
                '--address	?	from where alone it works: an address or a range, repeatable' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'tokens list'
            printf '%s\n' \
                '--where	@where-token	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,id name member member_name state read_only addresses expires last_used created created_by due_at	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--member	@,member	only this member (several: a,b, or repeated)' \
                '--state	=,active expired revoked	only this state (several: a,b, or repeated)' \
                '--view	@view-tokens	the options kept under this name' \
                '--columns	=,help id name member member_name state read_only addresses expires last_used created created_by due_at	which columns, or +a,-b; help lists them'
        case 'tokens revoke'
            printf '%s\n' \
                '*	@token	' \
                '--where	@where-token	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-tokens	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'units add-accounts'
            printf '%s\n' \
                '1	@unit	' \
                '*	@account	' \
                '--move	-	also from another unit' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'units add-members'
            printf '%s\n' \
                '1	@unit	' \
                '*	@member	' \
                '--role	=uA uC	admin uA or collaborator uC (default uC)' \
                '--where	@where-member	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-members	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'units archive'
            printf '%s\n' \
                '*	@unit	' \
                '--where	@where-unit	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-units	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'units create'
            printf '%s\n' \
                '1	?	' \
                '--org	@org	organisation' \
                '--track	?	track' \
                '--note	?	note' \
                '--id	?	id of your own' \
                '--admin	@,member	unit admin, repeatable' \
                '--member	@,member	unit collaborator, repeatable' \
                '--move	-	take accounts from other units' \
                '--accounts	@,account	accounts by id' \
                '--accounts-from	file	accounts from a file' \
                '--accounts-where	@where-account	accounts that match' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'units list'
            printf '%s\n' \
                '--where	@where-unit	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,id name type org org_name track note admins members accounts status created	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--org	@,org	only this organisation (several: a,b, or repeated)' \
                '--type	=,entity group	only this type (several: a,b, or repeated)' \
                '--track	?	only this track (several: a,b, or repeated)' \
                '--status	=,active archived	only this status (several: a,b, or repeated)' \
                '--mine	-	only units that I belong to' \
                '--view	@view-units	the options kept under this name' \
                '--columns	=,help id name type org org_name track note admins members accounts status created	which columns, or +a,-b; help lists them'
        case 'units remove-accounts'
            printf '%s\n' \
                '1	@unit	' \
                '*	@account	' \
                '--where	@where-account	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-accounts	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'units remove-members'
            printf '%s\n' \
                '1	@unit	' \
                '*	@member	' \
                '--role	=uA uC	only this role; both if not given' \
                '--where	@where-member	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-members	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'units show'
            printf '%s\n' \
                '*	@unit	' \
                '--columns	=,help id name type org org_name track note admins members accounts status created	which columns, or +a,-b; help lists them'
        case 'units update'
            printf '%s\n' \
                '*	@unit	' \
                '--name	?	name' \
                '--track	?	track' \
                '--note	?	note' \
                '--clear	=,unit name track note	fields to empty where the row has no value' \
                '--where	@where-unit	rows by \'FIELD OP VALUE\', repeatable' \
                '--search	?	rows by a text to look for' \
                '--view	@view-units	the options kept under this name' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '--ignore-unknown	-	ignore columns that are not known' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'views list'
            printf '%s\n' \
                '--where	@where-view	\'FIELD OP VALUE\', repeatable; all must hold' \
                '--search	?	text to look for, any part of a word' \
                '--sort	=,owner noun name command options created	columns to sort by, - before one for descending' \
                '--limit	?	at most this many' \
                '--after	?	go on where a limited list ended' \
                '--count	-	the number alone' \
                '--noun	?	only this list (several: a,b, or repeated)' \
                '--columns	=,help owner noun name command options created	which columns, or +a,-b; help lists them'
        case 'views remove'
            printf '%s\n' \
                '*	@view	' \
                '-f	file	rows from a file, - for standard input' \
                '--from	file	rows from a file, - for standard input' \
                '--sheet	?	of a spreadsheet: which sheet' \
                '--template	-	print an empty CSV with the right headers' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'views save'
            printf '%s\n' \
                '1	?	' \
                '--force	-	replace a view of that name' \
                '-n	-	show what would happen, change nothing' \
                '--dry-run	-	show what would happen, change nothing' \
                '--atomic	-	all rows or none' \
                '--results	file	write every row and what became of it' \
                '--failed	file	write the rows that failed as they came in' \
                '--reference	?	a label, kept with each row as KEY:n' \
                '--reason	?	why, for the log' \
                '--max-rows	?	refuse more rows than this' \
                '--columns	=,	which columns, or +a,-b; help lists them'
        case 'views show'
            printf '%s\n' \
                '1	@view	' \
                '--columns	=,help owner noun name command options created	which columns, or +a,-b; help lists them'
        case '\*'
            printf '%s\n' \
                '--profile	@profile	which profile' \
                '--db	file	a state file, instead of a profile' \
                '--url	?	a server, instead of a profile; its token is in ADCTL_TOKEN' \
                '--as	@member	act as this member (local states only)' \
                '--as-org	@org	act for this one of my organisations alone; all for all of them' \
                '--as-client	@account	see what this client sees, and change nothing' \
                '--lock	=wait fail	when another process writes' \
                '--lock-timeout	?	how long to wait for it' \
                '-o	=table csv tsv json ndjson xlsx html	table, csv, tsv, json, ndjson, xlsx or html' \
                '--format	=table csv tsv json ndjson xlsx html	table, csv, tsv, json, ndjson, xlsx or html' \
                '--json	-	short for --format json' \
                '--csv	-	short for --format csv' \
                '--tsv	-	short for --format tsv' \
                '--ndjson	-	short for --format ndjson' \
                '--excel	-	CSV made for Excel, ids kept as text' \
                '--encoding	=utf-8 gb18030	of CSV and TSV, for old programs' \
                '--labels	-	column headers in words' \
                '--lang	=en zh	language of messages and labels' \
                '-q	-	a list: ids only; a change: nothing on stdout' \
                '--quiet	-	a list: ids only; a change: nothing on stdout' \
                '--no-input	-	never ask' \
                '-y	-	answer yes to confirmations' \
                '--yes	-	answer yes to confirmations' \
                '--color	=auto always never	colour' \
                '--tz	?	time zone of dates and printed times' \
                '-v	-	on stderr: the SQL that ran, or the requests, and their time' \
                '--verbose	-	on stderr: the SQL that ran, or the requests, and their time' \
                '--debug	-	stack traces' \
                '-h	-	show help' \
                '--help	-	show help'
    end
end

function __adctl_alias
    switch "$argv[1]"
        case account
            echo accounts
        case acct
            echo accounts
        case org
            echo orgs
        case unit
            echo units
        case fund
            echo funds
        case member
            echo members
        case batch
            echo batches
        case profiles
            echo profile
        case qualification
            echo qualifications
        case asset
            echo assets
        case request
            echo requests
        case client
            echo clients
        case rule
            echo rules
        case view
            echo views
        case token
            echo tokens
        case ls
            echo list
        case get
            echo show
        case '*'
            echo -- "$argv[1]"
    end
end

# What the option or place of a command takes.
function __adctl_find
    for table in "$argv[1]" '*'
        for line in (__adctl_table "$table")
            set -l parts (string split \t -- "$line")
            if test "$parts[1]" = "$argv[2]"
                echo -- "$parts[2]"
                return 0
            end
        end
    end
    return 1
end

# Candidates for what is taken that begin with the second; the third stands before them; words of the line follow.
function __adctl_values
    set -l takes $argv[1]
    set -l start $argv[2]
    set -l before $argv[3]
    if test "$takes" = file
        __fish_complete_path "$start" | string replace -r '^' -- "$before"
        return
    end
    set -l mark (string sub -l 1 -- "$takes")
    set -l what (string sub -s 2 -- "$takes")
    contains -- "$mark" = @
    or return
    if string match -q -- ',*' "$what"
        set what (string sub -s 2 -- "$what")
        if string match -q -- '*,*' "$start"
            set before "$before"(string replace -r '[^,]*$' '' -- "$start")
            set start (string replace -r '^.*,' '' -- "$start")
        end
        if test "$mark" = =; and string match -qr -- '^[+-]' "$start"
            set before "$before"(string sub -l 1 -- "$start")
            set start (string sub -s 2 -- "$start")
        end
        test "$mark" = @
        and set what "$what,"
    end
    if test "$mark" = =
        for word in (string split ' ' -- "$what")
            echo -- "$before$word"
        end
    else
        for line in (command adctl __complete "$what" "$start" $argv[4..-1] 2>/dev/null)
            echo -- "$before$line"
        end
    end
end

function __adctl
    set -l words (commandline -opc)
    set -e words[1]
    set -l cur (commandline -ct | string trim -c "\"'" | string unescape)
    set -l here ''
    set -l takes ''
    set -l places 0
    for word in $words
        if test -n "$takes"
            set takes ''
        else if string match -q -- '-*' "$word"
            if not string match -q -- '*=*' "$word"
                set takes (__adctl_find "$here" (string replace -a _ - -- "$word"))
                test "$takes" = -
                and set takes ''
            end
        else
            set -l next (string trim -- "$here "(__adctl_alias "$word"))
            if test $places -eq 0; and not string match -q -- '* *' "$here"; and test -n "$(__adctl_table "$next")"
                set here "$next"
            else
                set places (math $places + 1)
            end
        end
    end
    if test -n "$takes"
        __adctl_values "$takes" "$cur" '' $words
    else if string match -q -- '--*=*' "$cur"
        set -l name (string replace -r '=.*$' '' -- "$cur")
        __adctl_values "$(__adctl_find "$here" "$name")" (string replace -r '^[^=]*=' '' -- "$cur") "$name=" $words
    else if string match -q -- '-*' "$cur"
        begin
            __adctl_table "$here"
            __adctl_table '*'
        end | string match -- '--*' | string replace -r '\t.*\t' \t
    else
        set -l lines (__adctl_table "$here")
        if string match -q -- "*"\t\t"*" "$lines[1]"
            test $places -eq 0
            and printf '%s\n' $lines | string replace \t\t \t
        else
            set -l found (__adctl_find "$here" (math $places + 1); or __adctl_find "$here" '*')
            __adctl_values "$found" "$cur" '' $words
        end
    end
end

complete -c adctl -f -a '(__adctl)'
