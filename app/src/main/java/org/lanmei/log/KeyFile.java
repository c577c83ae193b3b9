package org.lanmei.log;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.lanmei.merkle.KeyType;
import org.lanmei.merkle.MalformedException;
import org.lanmei.merkle.SigningKey;

/**
 * The secret key with which this machine signs checkpoints: a file of its own in the data folder,
 * for its owner alone; never in the database, so never in a backup.
 */
final class KeyFile {

  private final Path folder;

  /**
   * @param folder made if need be
   */
  KeyFile(Path folder) {
    this.folder = folder;
  }

  /** What was signed with it last. */
  SignedBefore signedBefore() {
    return new SignedBefore(folder);
  }

  /** One for each origin: a data folder may outlive its database. */
  Path of(String origin) {
    return folder.resolve("log-" + origin.replaceAll("[^A-Za-z0-9._-]", "_") + ".key");
  }

  /**
   * The key of this origin; empty when there is none.
   *
   * @throws LogRefusal when the file cannot be used
   */
  Optional<SigningKey> read(String origin) {
    Path file = of(origin);
    try {
      var key = SigningKey.parse(Files.readString(file).strip());
      if (!key.verifier().name().equals(origin)) {
        throw new LogRefusal("log.halt.key-file", file.toString());
      }
      return Optional.of(key);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | MalformedException e) {
      throw new LogRefusal("log.halt.key-file", file.toString());
    }
  }

  /** A new key, on the disk before anything is signed with it. */
  SigningKey create(String origin, SecureRandom random) {
    var key = SigningKey.generate(origin, KeyType.NOTE, random);
    Path file = of(origin);
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      // Made unreadable for others, not made so afterwards; whole under its name, or not there.
      Path fresh =
          Files.createTempFile(
              folder,
              ".new",
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var channel = FileChannel.open(fresh, WRITE)) {
        channel.write(StandardCharsets.UTF_8.encode(key.exportSecret() + "\n"));
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return key;
  }
}
