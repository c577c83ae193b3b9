package org.lanmei.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The real log on a test's database, without Spring: nothing is placed until somebody asks. */
public final class LogOn {

  /** One for the whole run: several logs on one database are nodes that share their key. */
  private static final Path SECRETS = folder();

  private LogOn() {}

  public static Log database(DataSource database, Clock clock) {
    return new PostgresLog(JdbcClient.create(database), sequencer(database, clock, () -> {}));
  }

  static Sequencer sequencer(DataSource database, Clock clock, Runnable doorbell) {
    return sequencer(database, clock, doorbell, LogSettings.PLAIN, new KeyFile(SECRETS));
  }

  static Sequencer sequencer(
      DataSource database, Clock clock, Runnable doorbell, LogSettings settings, KeyFile keys) {
    var db = JdbcClient.create(database);
    var store = new TreeStore(db);
    return new Sequencer(
        db,
        new TransactionTemplate(new JdbcTransactionManager(database)),
        clock,
        event -> doorbell.run(),
        store,
        new Ledger(store, keys, settings));
  }

  static Path folder() {
    try {
      return Files.createTempDirectory("lanmei-log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
