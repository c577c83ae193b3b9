-- Extensions that several modules use. All are "trusted": the database's owner may create them.
create extension if not exists pg_trgm schema public;
create extension if not exists btree_gist schema public;
