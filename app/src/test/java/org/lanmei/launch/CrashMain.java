package org.lanmei.launch;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes rows and says each number once it is committed, until it is killed. With {@code list} it
 * instead says what is there, and stops in order.
 */
final class CrashMain {
  private CrashMain() {}

  public static void main(String[] args) throws Exception {
    try (var server =
            EmbeddedServer.start(DataFolder.at(Path.of(args[0])), EmbeddedServer.Purpose.SERVICE);
        var connection = server.database().asOwner().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create schema if not exists crash");
      statement.execute(
          "create table if not exists crash.row (n bigint generated always as identity primary"
              + " key)");
      if (args.length > 1) {
        try (var rows = statement.executeQuery("select n from crash.row order by n")) {
          while (rows.next()) System.out.println(rows.getLong(1));
        }
        return;
      }
      System.out.println("ready");
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      while (true) {
        try (var row = statement.executeQuery("insert into crash.row default values returning n")) {
          row.next();
          System.out.println(row.getLong(1));
        }
      }
    }
  }
}
