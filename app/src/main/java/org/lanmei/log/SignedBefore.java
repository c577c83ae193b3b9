package org.lanmei.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.TreeHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this machine has signed last, kept beside its key: if the database is later put back to an
 * older state without anybody saying so, signing on would make two histories. Written about once a
 * second while logs grow, so that it may lag behind; it never runs ahead.
 */
final class SignedBefore {

  private static final Logger log = LoggerFactory.getLogger(SignedBefore.class);

  private final Path folder;

  SignedBefore(Path folder) {
    this.folder = folder;
  }

  private Path of(String origin) {
    return folder.resolve("log-" + origin.replaceAll("[^A-Za-z0-9._-]", "_") + ".signed");
  }

  /**
   * Heads by the path of the log; none when nothing was signed.
   *
   * @throws LogRefusal when the file cannot be understood
   */
  Map<String, TreeHead> read(String origin) {
    Path file = of(origin);
    var heads = new LinkedHashMap<String, TreeHead>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", 3);
        heads.put(words[0], new TreeHead(Long.parseLong(words[1]), Hash.parse(words[2])));
      }
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException | RuntimeException e) {
      throw new LogRefusal("log.halt.signed-file", file.toString());
    }
    return heads;
  }

  /** Puts these in place of what was there; a failure is no reason to stop. */
  void write(String origin, Map<String, TreeHead> heads) {
    var text = new StringBuilder();
    heads.forEach(
        (path, head) ->
            text.append(path)
                .append(' ')
                .append(head.size())
                .append(' ')
                .append(head.root().base64())
                .append('\n'));
    try {
      Path fresh =
          Files.createTempFile(
              folder,
              ".new",
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text);
      Files.move(fresh, of(origin), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      log.warn("what was signed could not be noted: {}", e.toString());
    }
  }
}
