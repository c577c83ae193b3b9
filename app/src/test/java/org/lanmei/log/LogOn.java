package org.lanmei.log;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The real log on a test's database, without Spring: nothing is placed until somebody asks. */
public final class LogOn {

  private LogOn() {}

  public static Log database(DataSource database, Clock clock) {
    return new PostgresLog(JdbcClient.create(database), sequencer(database, clock, () -> {}));
  }

  static Sequencer sequencer(DataSource database, Clock clock, Runnable doorbell) {
    return new Sequencer(
        JdbcClient.create(database),
        new TransactionTemplate(new JdbcTransactionManager(database)),
        clock,
        event -> doorbell.run());
  }
}
