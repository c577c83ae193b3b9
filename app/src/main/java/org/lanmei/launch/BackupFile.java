package org.lanmei.launch;

import static org.lanmei.launch.LaunchFailure.Exit.DATA;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.lanmei.launch.BackupManifest.Table;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A backup that has been read through and found whole. */
final class BackupFile implements AutoCloseable {
  private final ZipFile zip;
  private final BackupManifest manifest;

  private BackupFile(ZipFile zip, BackupManifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  /** Opens it and checks every part against the manifest: fails unless all is as it was written. */
  static BackupFile open(Path file) {
    if (!Files.isReadable(file)) throw new LaunchFailure(DATA, "launch.restore.no-file", file);
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException e) {
      throw new LaunchFailure(e, DATA, "launch.restore.damaged", file, e.toString());
    }
    try {
      var backup = new BackupFile(zip, manifest(zip, file));
      backup.check(file);
      return backup;
    } catch (IOException e) {
      closeQuietly(zip);
      throw new LaunchFailure(e, DATA, "launch.restore.damaged", file, e.toString());
    } catch (RuntimeException e) {
      closeQuietly(zip);
      throw e;
    }
  }

  BackupManifest manifest() {
    return manifest;
  }

  /** The rows of a table. */
  InputStream rows(Table table) throws IOException {
    ZipEntry entry = zip.getEntry(table.part());
    if (entry == null) throw new IOException(table.part());
    return zip.getInputStream(entry);
  }

  private static BackupManifest manifest(ZipFile zip, Path file) throws IOException {
    ZipEntry entry = zip.getEntry(BackupManifest.NAME);
    if (entry == null) {
      throw new LaunchFailure(DATA, "launch.restore.damaged", file, BackupManifest.NAME);
    }
    try (var in = zip.getInputStream(entry)) {
      var json = JsonMapper.shared().readTree(in.readAllBytes());
      int format = json.path("format").asInt(0);
      if (format != 1) {
        throw new LaunchFailure(DATA, "launch.restore.format", file, Integer.toString(format));
      }
      return JsonMapper.shared().treeToValue(json, BackupManifest.class);
    } catch (JacksonException e) {
      throw new LaunchFailure(e, DATA, "launch.restore.damaged", file, BackupManifest.NAME);
    }
  }

  private void check(Path file) throws IOException {
    Set<String> expected = new HashSet<>(Set.of(BackupManifest.NAME));
    manifest.tables().forEach(table -> expected.add(table.part()));
    Set<String> found = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
    if (!found.equals(expected)) {
      found = new HashSet<>(found);
      var odd = new HashSet<>(expected);
      odd.removeAll(found);
      found.removeAll(expected);
      odd.addAll(found);
      throw new LaunchFailure(DATA, "launch.restore.damaged", file, odd.toString());
    }
    byte[] buffer = new byte[1 << 16];
    for (Table table : manifest.tables()) {
      var digest = CopySession.sha256();
      long rows = 0;
      try (var in = rows(table)) {
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
          // COPY writes a line break within a value as \n: each real one ends a row.
          for (int i = 0; i < n; i++) if (buffer[i] == '\n') rows++;
        }
      }
      boolean whole =
          rows == table.rows() && HexFormat.of().formatHex(digest.digest()).equals(table.sha256());
      if (!whole) throw new LaunchFailure(DATA, "launch.restore.damaged", file, table.part());
    }
  }

  private static void closeQuietly(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closeQuietly(zip);
  }
}
