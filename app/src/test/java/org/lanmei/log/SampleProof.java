package org.lanmei.log;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two records of a real log, as files to check.
 *
 * @param file of a record that says {@code Level 4.32 m}
 * @param escape of one whose content would steer a terminal
 */
public record SampleProof(byte[] file, byte[] escape, byte[] checkpoint, String key) {

  public static SampleProof on(DataSource database) {
    var db = JdbcClient.create(database);
    var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    var log = LogOn.database(database, Clock.systemUTC());
    var texts = List.of("Level 4.32 m", "\u001b[31mred");
    long before = log.latest().value();
    for (String text : texts) {
      transaction.executeWithoutResult(
          _ -> log.record("test", text, text.getBytes(StandardCharsets.UTF_8)));
      log.settle();
    }
    var store = new TreeStore(db);
    var trees = new Trees(store);
    var source =
        new RecordSource() {
          @Override
          public boolean keeps(String kind) {
            return true;
          }

          @Override
          public Optional<byte[]> content(Caller caller, Seq place) {
            String text = texts.get((int) (place.value() - before - 1));
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
          }
        };
    var exports = new Exports(store, trees, new Readership(List.of()), List.of(source));
    var officer = new Caller(null, "", Party.VN, Set.of(), "token", false);
    return new SampleProof(
        exports.record(officer, new Seq(before + 1), null),
        exports.record(officer, new Seq(before + 2), null),
        trees.checkpoint(trees.find(Log.NODE).orElseThrow()).orElseThrow(),
        store.keys().getLast().verifier().toString());
  }
}
