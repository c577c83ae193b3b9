package org.lanmei.launch;

import static org.lanmei.launch.LaunchFailure.Exit.NOT_WRITABLE;
import static org.lanmei.launch.LaunchFailure.Exit.UNAVAILABLE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.lanmei.launch.BackupManifest.Table;
import tools.jackson.databind.json.JsonMapper;

/** Writes the whole database, as of one moment, to one file, while others work on it. */
final class BackupWriter {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;
  private final String program;

  /**
   * @param program our version, for the manifest
   */
  BackupWriter(Database database, String program) {
    this.database = database;
    this.program = program;
  }

  /** Writes the file; under its name it is whole or not there. */
  BackupManifest write(Path file) {
    Path target = file.toAbsolutePath();
    if (Files.exists(target)) throw new LaunchFailure(NOT_WRITABLE, "launch.backup.exists", target);
    Path unfinished = target.resolveSibling(target.getFileName() + ".part");
    try {
      BackupManifest manifest;
      try (var channel = create(unfinished)) {
        manifest = writeTo(Channels.newOutputStream(channel), channel);
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      return manifest;
    } catch (IOException e) {
      throw new LaunchFailure(e, NOT_WRITABLE, "launch.backup.fails", target, e.toString());
    } catch (SQLException e) {
      throw new LaunchFailure(e, UNAVAILABLE, "launch.backup.fails", target, e.toString());
    } finally {
      dropQuietly(unfinished);
    }
  }

  /** For nobody else to read: it holds everything. */
  private static FileChannel create(Path file) throws IOException {
    Files.deleteIfExists(file);
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private BackupManifest writeTo(OutputStream file, FileChannel channel)
      throws SQLException, IOException {
    try (var session = CopySession.reading(database);
        var zip = new ZipOutputStream(new BufferedOutputStream(file, 1 << 16))) {
      var tables = new ArrayList<Table>();
      for (var table : session.tables()) {
        String part = "tables/" + table.schema() + "." + table.name();
        zip.putNextEntry(new ZipEntry(part));
        var written = session.copyOut(table, zip);
        zip.closeEntry();
        tables.add(
            new Table(
                table.schema(),
                table.name(),
                part,
                table.columns(),
                written.rows(),
                written.sha256()));
      }
      var manifest =
          new BackupManifest(
              1,
              program,
              Instant.now(),
              session.sql().sql("show server_version").query(String.class).single(),
              Migrations.levels(session.sql()),
              tables,
              session.sequences(),
              logLastSeq(session));
      zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
      zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
      zip.closeEntry();
      zip.finish();
      zip.flush();
      channel.force(true);
      return manifest;
    }
  }

  private static @Nullable Long logLastSeq(CopySession session) {
    boolean kept =
        session
            .sql()
            .sql("select to_regclass('log.pub_entry') is not null")
            .query(Boolean.class)
            .single();
    if (!kept) return null;
    return session
        .sql()
        .sql("select max(seq) from log.pub_entry")
        .query((row, _) -> row.getObject(1, Long.class))
        .list()
        .getFirst();
  }

  private static void dropQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.err.println(e);
    }
  }
}
