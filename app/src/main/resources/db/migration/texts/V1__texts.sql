create schema if not exists texts;
grant usage on schema texts to lanmei_app;

-- A text has one source language; every version of every language is kept.
create table texts.text (
  id uuid primary key,
  source_lang text not null check (source_lang in ('zh', 'en', 'km', 'lo', 'my', 'th', 'vi')),
  created_at timestamptz not null
);
create table texts.version (
  text uuid not null references texts.text,
  lang text not null check (lang in ('zh', 'en', 'km', 'lo', 'my', 'th', 'vi')),
  version int not null check (version > 0),
  source_version int not null check (source_version > 0),  -- of the source it renders; its own for the source
  state text not null check (state in ('draft', 'checked', 'official')),
  body text not null check (length(body) between 1 and 100000),
  by_person uuid,                                           -- null = shipped with the program
  at timestamptz not null,
  primary key (text, lang, version)
);
grant select, insert on texts.text, texts.version to lanmei_app;
