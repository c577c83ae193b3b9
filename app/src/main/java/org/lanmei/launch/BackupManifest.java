package org.lanmei.launch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself.
 *
 * @param format 1; a reader refuses what it does not know
 * @param program the version that wrote it
 * @param postgres the version it was read from
 * @param levels the migrations that had run
 * @param logLastSeq the last entry of the commit order in it; null = none. Where a later entry was
 *     seen by others, a system restored from this must not go on numbering from here
 */
record BackupManifest(
    int format,
    String program,
    Instant madeAt,
    String postgres,
    List<Migrations.Level> levels,
    List<Table> tables,
    List<Sequence> sequences,
    @Nullable Long logLastSeq) {

  static final String NAME = "manifest.json";

  /** Of all tables together. */
  long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  /**
   * The rows of a table.
   *
   * @param part where in the file they are: PostgreSQL's COPY text format, UTF-8
   * @param columns in the order of the part; generated ones are left out
   * @param sha256 of the part, hexadecimal
   */
  record Table(
      String schema, String name, String part, List<String> columns, long rows, String sha256) {}

  /**
   * Where a sequence stands.
   *
   * @param called whether {@code last} has been handed out
   */
  record Sequence(String schema, String name, long last, boolean called) {}
}
