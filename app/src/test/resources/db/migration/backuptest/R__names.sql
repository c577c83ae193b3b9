create or replace view backuptest.pub_hen as select b, name, loud from backuptest.hen;
