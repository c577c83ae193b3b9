alter table backuptest.hen add loud text;
update backuptest.hen set loud = upper(name);
