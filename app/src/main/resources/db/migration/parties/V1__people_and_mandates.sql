create schema if not exists parties;
grant usage on schema parties to lanmei_app;

create domain parties.party as text check (value in ('KH', 'CN', 'LA', 'MM', 'TH', 'VN'));
create domain parties.capacity as text check (value in (
  'SECRETARIAT', 'MANDATE_GRANTOR', 'PROJECT_HOLDER', 'EVALUATOR', 'HYDROLOGIST', 'DUTY_OFFICER',
  'CUSTOMS_OFFICER', 'ADMINISTRATOR', 'READER'));

-- Who has an account. Whoever belongs to a party is a reader until the party gives a mandate.
create table parties.person (
  id uuid primary key,
  login text not null unique check (login ~ '^[a-z0-9][a-z0-9._@+-]{1,62}[a-z0-9]$'),
  name text not null check (name <> ''),
  organisation text not null,
  party parties.party,
  -- What the account is for without any mandate.
  basis parties.capacity not null check (basis in (
    'READER', 'ADMINISTRATOR', 'HYDROLOGIST', 'EVALUATOR', 'PROJECT_HOLDER')),
  language text not null check (language in ('zh', 'en', 'km', 'lo', 'my', 'th', 'vi')),
  example boolean not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  disabled_by uuid references parties.person,
  check (party is null or basis = 'READER'),
  unique (id, party)
);
create index on parties.person (party);
grant select, insert on parties.person to lanmei_app;
grant update (disabled_at, disabled_by) on parties.person to lanmei_app;

create table parties.password (
  person uuid primary key references parties.person,
  hash text not null,
  changed_at timestamptz not null
);
grant select, insert on parties.password to lanmei_app;
grant update (hash, changed_at) on parties.password to lanmei_app;

create table parties.passkey (
  id bytea primary key,
  person uuid not null references parties.person,
  label text not null check (label <> ''),
  public_key bytea not null,
  signature_count bigint not null,
  uv_initialized boolean not null,
  transports text[] not null,
  backup_eligible boolean not null,
  backup_state boolean not null,
  attestation_object bytea,
  attestation_client_data bytea,
  created_at timestamptz not null,
  last_used_at timestamptz not null
);
create index on parties.passkey (person);
grant select, insert, delete on parties.passkey to lanmei_app;
grant update (signature_count, uv_initialized, backup_state, last_used_at) on parties.passkey to lanmei_app;

-- lm_<id>_<secret>: of the secret only its SHA-256 is kept.
create table parties.token (
  id text primary key,
  person uuid not null references parties.person,
  name text not null check (name <> ''),
  secret_sha256 bytea not null check (length(secret_sha256) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  last_used_at timestamptz, -- to the hour
  revoked_at timestamptz
);
create index on parties.token (person);
grant select, insert on parties.token to lanmei_app;
grant update (last_used_at, revoked_at) on parties.token to lanmei_app;

-- What binds a party, or gives and takes the power to bind it. Append-only.
create table parties.act (
  id uuid primary key,
  person uuid not null references parties.person,
  party parties.party not null,
  capacity parties.capacity not null,
  kind text not null,
  ref text not null,
  digest bytea not null check (length(digest) = 32),
  authentication text not null check (authentication in ('passkey', 'password', 'token')),
  at timestamptz not null,
  -- The passkey's signature over the digest, where one was given.
  passkey bytea,
  authenticator_data bytea,
  client_data bytea,
  signature bytea,
  foreign key (person, party) references parties.person (id, party),
  check ((passkey is null) = (signature is null)
    and (passkey is null) = (authenticator_data is null)
    and (passkey is null) = (client_data is null))
);
create index on parties.act (kind, ref);
grant select, insert on parties.act to lanmei_app;

-- Who speaks for a party, in what capacity. Append-only; the end is a row of its own.
create table parties.mandate (
  id uuid primary key,
  person uuid not null,
  party parties.party not null,
  capacity parties.capacity not null check (capacity not in ('ADMINISTRATOR', 'READER')),
  scope text not null, -- empty = the whole capacity
  first_day date not null,
  last_day date, -- null = until ended
  source text not null check (source <> ''), -- reference of the credential letter or note
  source_day date, -- of the letter or note
  granted_by uuid references parties.person,
  registered_by uuid references parties.person, -- the administrator who registered a first grantor
  act uuid not null references parties.act,
  granted_at timestamptz not null,
  foreign key (person, party) references parties.person (id, party),
  check (last_day >= first_day),
  check ((granted_by is null) <> (registered_by is null)),
  check (registered_by is null or (capacity = 'MANDATE_GRANTOR' and source_day is not null)),
  check (granted_by is null or capacity <> 'MANDATE_GRANTOR' or granted_by <> person)
);
create index on parties.mandate (person);
create index on parties.mandate (party);
grant select, insert on parties.mandate to lanmei_app;

create table parties.mandate_end (
  mandate uuid primary key references parties.mandate,
  ended_by uuid not null references parties.person,
  act uuid not null references parties.act,
  ended_at timestamptz not null
);
grant select, insert on parties.mandate_end to lanmei_app;

-- One-time links: an account, or the first grantor of a party.
create table parties.invitation (
  id uuid primary key,
  secret_sha256 bytea not null unique check (length(secret_sha256) = 32),
  person uuid references parties.person, -- who already has an account
  name text not null,
  organisation text not null,
  party parties.party,
  basis parties.capacity not null,
  language text not null,
  example boolean not null,
  grantor boolean not null,
  source text,
  source_day date,
  first_day date,
  last_day date,
  invited_by uuid not null references parties.person,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check (not grantor or (party is not null and source <> '' and source_day is not null and first_day is not null))
);
grant select, insert on parties.invitation to lanmei_app;
grant update (used_at) on parties.invitation to lanmei_app;

-- The link with which the first administrator sets up; at most one.
create table parties.setup_link (
  single boolean primary key default true check (single),
  secret_sha256 bytea not null,
  made_at timestamptz not null
);
grant select, insert, update, delete on parties.setup_link to lanmei_app;

-- Failed sign-ins, by login and by address, both as digests.
create table parties.attempt (
  key bytea primary key,
  failures int not null,
  last_at timestamptz not null,
  blocked_until timestamptz
);
create index on parties.attempt (last_at);
grant select, insert, update, delete on parties.attempt to lanmei_app;

-- As Spring Session expects it.
create table parties.session (
  primary_id char(36) primary key,
  session_id char(36) not null unique,
  creation_time bigint not null,
  last_access_time bigint not null,
  max_inactive_interval int not null,
  expiry_time bigint not null,
  principal_name varchar(100)
);
create index on parties.session (expiry_time);
create index on parties.session (principal_name);
create table parties.session_attributes (
  session_primary_id char(36) not null references parties.session on delete cascade,
  attribute_name varchar(200) not null,
  attribute_bytes bytea not null,
  primary key (session_primary_id, attribute_name)
);
grant select, insert, update, delete on parties.session, parties.session_attributes to lanmei_app;
