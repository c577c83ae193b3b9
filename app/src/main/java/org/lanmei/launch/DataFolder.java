package org.lanmei.launch;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.lanmei.launch.LaunchFailure.Exit.DATA;
import static org.lanmei.launch.LaunchFailure.Exit.NOT_WRITABLE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a one-machine installation keeps everything: the database, its programs, the
 * secrets. Only its owner can read it.
 */
final class DataFolder implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path dir;
  private @Nullable FileChannel lockFile;
  private @Nullable FileLock lock;

  private DataFolder(Path dir) {
    this.dir = dir;
  }

  /** The folder at this place, made if need be; fails if it is not ours to write in. */
  static DataFolder at(Path place) {
    Path dir = place.toAbsolutePath().normalize();
    try {
      makePrivate(dir);
      // PostgreSQL refuses to run on files of another user; say so before it does.
      var owner = Files.getOwner(dir);
      Path probe = Files.createTempFile(dir, ".write", null);
      try {
        if (!Files.getOwner(probe).equals(owner)) {
          throw new LaunchFailure(NOT_WRITABLE, "launch.data.foreign", dir, owner.getName());
        }
      } finally {
        Files.delete(probe);
      }
      makePrivate(dir.resolve("secrets"));
      makePrivate(dir.resolve("pg-bin"));
    } catch (AccessDeniedException | FileAlreadyExistsException e) {
      throw new LaunchFailure(e, NOT_WRITABLE, "launch.data.not-writable", dir);
    } catch (IOException e) {
      throw new LaunchFailure(e, NOT_WRITABLE, "launch.data.fails", dir, e.toString());
    }
    return new DataFolder(dir);
  }

  Path path() {
    return dir;
  }

  /** Where the database's own files are. */
  Path cluster() {
    return dir.resolve("pg");
  }

  /** Where the database's programs are unpacked. */
  Path programs() {
    return dir.resolve("pg-bin");
  }

  /**
   * Exists from before the database's files are made until its roles are: what it marks holds
   * nothing and may be made again.
   */
  Path unfinished() {
    return dir.resolve("pg-unfinished");
  }

  /** What the database wrote to its terminal during its last start. */
  Path startLog() {
    return dir.resolve("pg-start.log");
  }

  /**
   * Takes the folder for this process, until {@link #close} or the process's end.
   *
   * @return false if another process holds it, or another part of this one
   */
  boolean lock() {
    if (lock != null) return true;
    try {
      lockFile = FileChannel.open(dir.resolve("lock"), CREATE, WRITE);
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    } catch (IOException e) {
      throw new LaunchFailure(e, NOT_WRITABLE, "launch.data.fails", dir, e.toString());
    }
    return lock != null;
  }

  /** The secret of this name, made at random the first time. */
  String secret(String name) {
    return hasSecret(name) ? readSecret(name) : newSecret(name);
  }

  boolean hasSecret(String name) {
    return Files.exists(secretFile(name));
  }

  /** The secret of this name, which must be there. */
  String readSecret(String name) {
    try {
      return Files.readString(secretFile(name)).strip();
    } catch (IOException e) {
      throw new LaunchFailure(e, DATA, "launch.secret.missing", secretFile(name));
    }
  }

  private String newSecret(String name) {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    String secret = HexFormat.of().formatHex(bytes);
    write(secretFile(name), secret);
    return secret;
  }

  Path secretFile(String name) {
    return dir.resolve("secrets").resolve(name);
  }

  /** The port on which the database listened last; empty before its first start. */
  OptionalInt port() {
    try {
      return OptionalInt.of(Integer.parseInt(Files.readString(dir.resolve("pg-port")).strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  void rememberPort(int port) {
    write(dir.resolve("pg-port"), Integer.toString(port));
  }

  /** Whole or not at all, and never readable by others, not even for a moment. */
  private static void write(Path file, String text) {
    try {
      Path fresh =
          Files.createTempFile(
              file.toAbsolutePath().getParent(),
              ".new",
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var channel = FileChannel.open(fresh, WRITE)) {
        channel.write(java.nio.charset.StandardCharsets.UTF_8.encode(text));
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void makePrivate(Path dir) throws IOException {
    if (Files.isDirectory(dir)) return;
    Files.createDirectories(
        dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Override
  public void close() {
    try {
      // Releases the lock with it; harmless to repeat.
      if (lockFile != null) lockFile.close();
      lock = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
